using System.Reflection;
using System.Reflection.Metadata;
using SystemTorch.Reference.Surface;

namespace SystemTorch.Reference.Metadata;

/// <summary>Reads, from the real assembly, what the API list does not say; <see cref="ApiModifiers"/> has the format.</summary>
public sealed class ModifierReader
{
    private readonly MetadataReader _reader;
    private readonly AnnotationReader _annotations;

    private ModifierReader(MetadataReader reader)
    {
        _reader = reader;
        _annotations = new AnnotationReader(reader);
    }

    /// <summary>The lines <c>WORDS | LINE</c> of every type and member that has something to say.</summary>
    public static IEnumerable<string> Read(MetadataReader reader, ReferencePack pack)
    {
        var modifiers = new ModifierReader(reader);
        foreach (var (type, handle, members) in AssemblyReader.ReadRows(reader, pack))
        {
            var words = modifiers.OfType(type, reader.GetTypeDefinition(handle));
            yield return Join(words, ApiListWriter.Line(type));
            foreach (var (member, row) in members)
            {
                yield return Join(modifiers.OfMember(type, member, row), ApiListWriter.Line(type, member));
            }
        }
    }

    private static string Join(IEnumerable<string?> words, string line) => $"{string.Join(' ', words.Where(w => !string.IsNullOrEmpty(w)))} | {line}";

    private IEnumerable<string?> OfType(ApiType type, TypeDefinition definition)
    {
        var fields = definition.GetFields().Select(_reader.GetFieldDefinition).Where(f => !f.Attributes.HasFlag(FieldAttributes.Static)).ToList();
        yield return type.Kind == TypeKind.Class && definition.Attributes.HasFlag(TypeAttributes.Sealed) ? "sealed" : null;
        yield return type.Kind == TypeKind.Struct && fields.Exists(f => !IsPrimitive(f)) ? "managed" : null;
        yield return AttributeNames.Has(_reader, definition.GetCustomAttributes(), "System.Runtime.CompilerServices.IsReadOnlyAttribute") ? "readonly" : null;
        yield return type.Kind == TypeKind.Enum ? FieldType(fields[0]).ToString() : null;
        yield return _annotations.Obsolete(definition.GetCustomAttributes());
    }

    private IEnumerable<string?> OfMember(ApiType type, ApiMember member, EntityHandle row) => row.Kind switch
    {
        HandleKind.MethodDefinition => OfMethod(type, (ApiMethod)member, (MethodDefinitionHandle)row),
        HandleKind.PropertyDefinition => OfProperty((ApiProperty)member, _reader.GetPropertyDefinition((PropertyDefinitionHandle)row)),
        HandleKind.FieldDefinition => OfField((ApiField)member, _reader.GetFieldDefinition((FieldDefinitionHandle)row)),
        _ => [],
    };

    private IEnumerable<string?> OfMethod(ApiType type, ApiMethod member, MethodDefinitionHandle handle)
    {
        var method = _reader.GetMethodDefinition(handle);
        yield return type.Kind != TypeKind.Interface && (member.IsVirtual || member.IsAbstract) ? SlotOf(method) : null;
        yield return _annotations.Obsolete(method.GetCustomAttributes());
        yield return _annotations.Nullable(handle, null, member.Returns, member.Parameters);
        yield return _annotations.TupleNames(handle, null);
    }

    private IEnumerable<string?> OfProperty(ApiProperty member, PropertyDefinition property)
    {
        var accessors = property.GetAccessors();
        var first = accessors.Getter.IsNil ? accessors.Setter : accessors.Getter;
        var method = _reader.GetMethodDefinition(first);
        var isVirtual = method.Attributes.HasFlag(MethodAttributes.Virtual) && !method.Attributes.HasFlag(MethodAttributes.Final);
        yield return isVirtual ? method.Attributes.HasFlag(MethodAttributes.Abstract) ? "abstract" : "virtual" : null;
        yield return isVirtual ? SlotOf(method) : null;
        yield return Visibility.IsProtected(method.Attributes) ? "protected" : null;
        yield return member.CanWrite && Visibility.IsProtected(_reader.GetMethodDefinition(accessors.Setter).Attributes) ? "protected-set" : null;
        yield return _annotations.Obsolete(property.GetCustomAttributes());
        yield return _annotations.Nullable(first, property.GetCustomAttributes(), member.Type, member.Index);
        yield return _annotations.TupleNames(first, property.GetCustomAttributes());
    }

    private IEnumerable<string?> OfField(ApiField member, FieldDefinition field)
    {
        yield return (field.Attributes & FieldAttributes.FieldAccessMask) == FieldAttributes.Family ? "protected" : null;
        yield return field.Attributes.HasFlag(FieldAttributes.InitOnly) ? "readonly" : null;
        yield return _annotations.Obsolete(field.GetCustomAttributes());
        yield return _annotations.NullableField(field, member.Type);
        yield return _annotations.TupleNamesOfField(field);
    }

    private static string? SlotOf(MethodDefinition method) => method.Attributes.HasFlag(MethodAttributes.NewSlot) ? "newslot" : null;

    private bool IsPrimitive(FieldDefinition field) => FieldType(field) is NamedType { Arguments.Count: 0 } named && Type.GetType(named.Name) is { IsPrimitive: true };

    private TypeExpression FieldType(FieldDefinition field) => field.DecodeSignature(SignatureNames.Instance,
        GenericNames.Read(_reader, _reader.GetTypeDefinition(field.GetDeclaringType()).GetGenericParameters()));
}
