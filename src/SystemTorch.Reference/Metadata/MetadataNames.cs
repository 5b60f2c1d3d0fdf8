using System.Reflection.Metadata;

namespace SystemTorch.Reference.Metadata;

/// <summary>Full names of types as the API list writes them: <c>Namespace.Outer.Inner`1</c>.</summary>
public static class MetadataNames
{
    public static string Of(MetadataReader reader, EntityHandle handle) => handle.Kind switch
    {
        HandleKind.TypeDefinition => OfDefinition(reader, (TypeDefinitionHandle)handle),
        HandleKind.TypeReference => OfReference(reader, (TypeReferenceHandle)handle),
        _ => throw new ArgumentException($"A {handle.Kind} has no name of its own.", nameof(handle)),
    };

    private static string OfDefinition(MetadataReader reader, TypeDefinitionHandle handle)
    {
        var type = reader.GetTypeDefinition(handle);
        var declaring = type.GetDeclaringType();
        return Join(declaring.IsNil ? reader.GetString(type.Namespace) : OfDefinition(reader, declaring), reader.GetString(type.Name));
    }

    private static string OfReference(MetadataReader reader, TypeReferenceHandle handle)
    {
        var type = reader.GetTypeReference(handle);
        return type.ResolutionScope.Kind == HandleKind.TypeReference
            ? Join(OfReference(reader, (TypeReferenceHandle)type.ResolutionScope), reader.GetString(type.Name))
            : Join(reader.GetString(type.Namespace), reader.GetString(type.Name));
    }

    private static string Join(string scope, string name) => scope.Length == 0 ? name : $"{scope}.{name}";
}
