using System.Reflection;
using System.Reflection.Metadata;

namespace SystemTorch.Reference.Metadata;

/// <summary>What counts as an assembly's surface, by the list's rule: public types, and their public and protected (not <c>protected internal</c>) members.</summary>
internal static class Visibility
{
    public static bool IsVisible(MetadataReader reader, TypeDefinitionHandle handle)
    {
        var type = reader.GetTypeDefinition(handle);
        return (type.Attributes & TypeAttributes.VisibilityMask) switch
        {
            TypeAttributes.Public => true,
            TypeAttributes.NestedPublic => IsVisible(reader, type.GetDeclaringType()),
            _ => false,
        };
    }

    public static bool IsVisible(MethodAttributes attributes) => IsPublic(attributes) || IsProtected(attributes);

    public static bool IsPublic(MethodAttributes attributes) => (attributes & MethodAttributes.MemberAccessMask) == MethodAttributes.Public;

    public static bool IsProtected(MethodAttributes attributes) => (attributes & MethodAttributes.MemberAccessMask) == MethodAttributes.Family;

    public static bool IsVisible(FieldAttributes attributes) =>
        (attributes & FieldAttributes.FieldAccessMask) is FieldAttributes.Public or FieldAttributes.Family;
}
