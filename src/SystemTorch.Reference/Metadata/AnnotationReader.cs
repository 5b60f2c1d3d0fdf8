using System.Reflection.Metadata;
using SystemTorch.Reference.Surface;

namespace SystemTorch.Reference.Metadata;

/// <summary>Reads what compilers know from attributes: nullability, names of tuple elements and obsolescence.</summary>
internal sealed class AnnotationReader(MetadataReader reader)
{
    private const string Services = "System.Runtime.CompilerServices.";

    public string? Obsolete(CustomAttributeHandleCollection attributes)
    {
        if (AttributeNames.Find(reader, attributes, "System.ObsoleteAttribute") is not { } attribute)
        {
            return null;
        }
        var blob = reader.GetBlobReader(attribute.Value);
        // The constructor (string, bool) ends with the flag, before the two bytes that count named arguments.
        var text = reader.GetBlobBytes(attribute.Value);
        return blob.Length > 4 && text[^3] == 1 ? "unusable" : "obsolete";
    }

    /// <summary>Nullability of what a method returns (or a property is) and of its parameters.</summary>
    public string? Nullable(MethodDefinitionHandle handle, CustomAttributeHandleCollection? property, TypeExpression returns, IReadOnlyList<ApiParameter> parameters)
    {
        var method = reader.GetMethodDefinition(handle);
        var rows = Rows(method);
        var ofType = Context(method.GetDeclaringType());
        var ofMethod = Flags(method.GetCustomAttributes(), "NullableContextAttribute") ?? ofType;
        // A property's own type follows its class, not its accessors.
        var first = property is not null ? Effective(property, returns, ofType) : Effective(rows, 0, returns, ofMethod);
        return Word("nullable", [first, .. parameters.Select((p, i) => Effective(rows, i + 1, p.Type, ofMethod))]);
    }

    public string? NullableField(FieldDefinition field, TypeExpression type) =>
        Word("nullable", [Effective(field.GetCustomAttributes(), type, Context(field.GetDeclaringType()))]);

    public string? TupleNames(MethodDefinitionHandle handle, CustomAttributeHandleCollection? property)
    {
        var method = reader.GetMethodDefinition(handle);
        var rows = Rows(method);
        var count = method.GetParameters().Count == 0 ? 0 : rows.Keys.Max();
        var names = Enumerable.Range(0, count + 1).Select(i => rows.TryGetValue(i, out var row) ? Names(row.GetCustomAttributes()) : "").ToList();
        names[0] = Names(property) is { Length: > 0 } own ? own : names[0];
        return Word("names", names);
    }

    public string? TupleNamesOfField(FieldDefinition field) => Word("names", [Names(field.GetCustomAttributes())]);

    private static string? Word(string word, IReadOnlyList<string> positions) =>
        positions.All(p => p.Length == 0) ? null : $"{word}:{string.Join(':', positions).TrimEnd(':')}";

    private Dictionary<int, Parameter> Rows(MethodDefinition method) =>
        method.GetParameters().Select(reader.GetParameter).ToDictionary(p => p.SequenceNumber);

    private string Effective(Dictionary<int, Parameter> rows, int position, TypeExpression type, string context) =>
        Effective(rows.TryGetValue(position, out var row) ? row.GetCustomAttributes() : null, type, context);

    private string Effective(CustomAttributeHandleCollection? attributes, TypeExpression type, string context)
    {
        var flags = Flags(attributes, "NullableAttribute") ?? (IsPrimitive(type) ? "" : context);
        return flags == "0" ? "" : flags;
    }

    private static bool IsPrimitive(TypeExpression type) => type is NamedType { Arguments.Count: 0 } named && Type.GetType(named.Name) is { IsValueType: true };

    private string Context(TypeDefinitionHandle handle)
    {
        for (var type = handle; !type.IsNil; type = reader.GetTypeDefinition(type).GetDeclaringType())
        {
            if (Flags(reader.GetTypeDefinition(type).GetCustomAttributes(), "NullableContextAttribute") is { } flags)
            {
                return flags;
            }
        }
        return "";
    }

    /// <summary>A digit for each reference in a type (1 not null, 2 may be null), or one for all.</summary>
    private string? Flags(CustomAttributeHandleCollection? attributes, string name)
    {
        if (attributes is not { } present || AttributeNames.Find(reader, present, Services + name) is not { } attribute)
        {
            return null;
        }
        var blob = reader.GetBlobReader(attribute.Value);
        blob.ReadUInt16();
        // One byte and two that count named arguments, or an array with its length.
        var count = blob.Length == 5 ? 1 : blob.ReadInt32();
        return string.Concat(Enumerable.Range(0, count).Select(_ => (char)('0' + blob.ReadByte())));
    }

    private string Names(CustomAttributeHandleCollection? attributes)
    {
        if (attributes is not { } present || AttributeNames.Find(reader, present, Services + "TupleElementNamesAttribute") is not { } attribute)
        {
            return "";
        }
        var blob = reader.GetBlobReader(attribute.Value);
        blob.ReadUInt16();
        return string.Join(',', Enumerable.Range(0, blob.ReadInt32()).Select(_ => blob.ReadSerializedString() ?? "-"));
    }
}
