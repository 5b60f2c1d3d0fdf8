using System.Globalization;
using System.Reflection;
using System.Reflection.Metadata;
using SystemTorch.Reference.Surface;

namespace SystemTorch.Reference.Metadata;

/// <summary>Writes constants as the API list does: an enum's by name where it is a default, numbers with round-trip precision.</summary>
internal sealed class ConstantText(MetadataReader reader)
{
    private readonly Dictionary<string, TypeDefinitionHandle> _types = reader.TypeDefinitions.ToDictionary(h => MetadataNames.Of(reader, h));

    public string OfDefault(ConstantHandle handle, TypeExpression type)
    {
        var value = Value(handle);
        var target = type is NamedType { Name: "System.Nullable`1" } nullable ? nullable.Arguments[0] : type;
        return value is not null && target is NamedType named && _types.TryGetValue(named.Name, out var own)
            ? NameOf(own, value) ?? Text(value)
            : Text(value);
    }

    public string OfField(ConstantHandle handle) => Text(Value(handle));

    private string? NameOf(TypeDefinitionHandle enumType, object value) => reader.GetTypeDefinition(enumType).GetFields()
        .Select(reader.GetFieldDefinition)
        .Where(f => f.Attributes.HasFlag(FieldAttributes.Literal) && Equals(Value(f.GetDefaultValue()), value))
        .Select(f => reader.GetString(f.Name)).FirstOrDefault();

    private object? Value(ConstantHandle handle)
    {
        var constant = reader.GetConstant(handle);
        return reader.GetBlobReader(constant.Value).ReadConstant(constant.TypeCode);
    }

    private static string Text(object? value) => value switch
    {
        null => "null",
        bool b => b ? "true" : "false",
        string s => $"\"{s}\"",
        IFormattable f => f.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };
}
