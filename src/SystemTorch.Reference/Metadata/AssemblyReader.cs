using System.Reflection;
using System.Reflection.Metadata;
using SystemTorch.Reference.Surface;

namespace SystemTorch.Reference.Metadata;

/// <summary>Reads the public and protected surface of an assembly.</summary>
public sealed class AssemblyReader
{
    private readonly MetadataReader _reader;
    private readonly InterfaceClosure _interfaces;
    private readonly MemberReader _members;

    private AssemblyReader(MetadataReader reader, ReferencePack pack)
    {
        _reader = reader;
        _interfaces = new InterfaceClosure(reader, pack);
        _members = new MemberReader(reader);
    }

    /// <param name="reader">The assembly's metadata.</param>
    /// <param name="pack">The libraries that it builds on, for the interfaces that it inherits from them.</param>
    public static IReadOnlyList<ApiType> Read(MetadataReader reader, ReferencePack pack) => [.. ReadRows(reader, pack).Select(t => t.Type)];

    /// <summary>Reads the surface with the metadata row that each type and member comes from.</summary>
    internal static IEnumerable<(ApiType Type, TypeDefinitionHandle Handle, IReadOnlyList<(ApiMember Member, EntityHandle Handle)> Members)> ReadRows(
        MetadataReader reader, ReferencePack pack)
    {
        var assembly = new AssemblyReader(reader, pack);
        foreach (var handle in reader.TypeDefinitions.Where(h => Visibility.IsVisible(reader, h)))
        {
            var definition = reader.GetTypeDefinition(handle);
            var names = GenericNames.Read(reader, definition.GetGenericParameters());
            var type = assembly.ReadType(handle, definition, names);
            var members = assembly._members.Read(definition, names).ToList();
            type.Members.AddRange(members.Select(m => m.Member));
            yield return (type, handle, members);
        }
    }

    private ApiType ReadType(TypeDefinitionHandle handle, TypeDefinition definition, GenericNames names)
    {
        var parent = definition.BaseType.IsNil ? null : (NamedType)SignatureNames.Of(_reader, definition.BaseType, names);
        var kind = KindOf(definition.Attributes, parent?.Name);
        var isEnum = kind == TypeKind.Enum;
        return new ApiType(MetadataNames.Of(_reader, handle), kind)
        {
            GenericParameters = ConstraintReader.Read(_reader, definition.GetGenericParameters(), names),
            Base = parent?.Name is "System.Object" or "System.ValueType" or "System.Enum" ? null : parent,
            Interfaces = isEnum ? [] : _interfaces.Of(handle),
        };
    }

    private static TypeKind KindOf(TypeAttributes attributes, string? parent) => parent switch
    {
        "System.Enum" => TypeKind.Enum,
        "System.ValueType" => TypeKind.Struct,
        "System.MulticastDelegate" => TypeKind.Delegate,
        _ when attributes.HasFlag(TypeAttributes.Interface) => TypeKind.Interface,
        _ when attributes.HasFlag(TypeAttributes.Abstract | TypeAttributes.Sealed) => TypeKind.StaticClass,
        _ when attributes.HasFlag(TypeAttributes.Abstract) => TypeKind.AbstractClass,
        _ => TypeKind.Class,
    };
}
