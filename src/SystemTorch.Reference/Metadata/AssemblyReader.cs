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
    public static IReadOnlyList<ApiType> Read(MetadataReader reader, ReferencePack pack)
    {
        var assembly = new AssemblyReader(reader, pack);
        return [.. reader.TypeDefinitions.Where(h => Visibility.IsVisible(reader, h)).Select(assembly.ReadType)];
    }

    private ApiType ReadType(TypeDefinitionHandle handle)
    {
        var definition = _reader.GetTypeDefinition(handle);
        var names = GenericNames.Read(_reader, definition.GetGenericParameters());
        var parent = definition.BaseType.IsNil ? null : (NamedType)SignatureNames.Of(_reader, definition.BaseType, names);
        var kind = KindOf(definition.Attributes, parent?.Name);
        var isEnum = kind == TypeKind.Enum;
        var type = new ApiType(MetadataNames.Of(_reader, handle), kind)
        {
            GenericParameters = ConstraintReader.Read(_reader, definition.GetGenericParameters(), names),
            Base = parent?.Name is "System.Object" or "System.ValueType" or "System.Enum" ? null : parent,
            Interfaces = isEnum ? [] : _interfaces.Of(handle),
        };
        type.Members.AddRange(_members.Read(definition, names));
        return type;
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
