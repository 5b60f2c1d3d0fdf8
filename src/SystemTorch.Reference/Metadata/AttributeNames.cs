using System.Reflection.Metadata;

namespace SystemTorch.Reference.Metadata;

/// <summary>Finds attributes by the name of their type.</summary>
internal static class AttributeNames
{
    public static bool Has(MetadataReader reader, CustomAttributeHandleCollection attributes, string name) => Find(reader, attributes, name) is not null;

    public static CustomAttribute? Find(MetadataReader reader, CustomAttributeHandleCollection attributes, string name)
    {
        foreach (var attribute in attributes.Select(reader.GetCustomAttribute))
        {
            if (NameOf(reader, attribute.Constructor) == name)
            {
                return attribute;
            }
        }
        return null;
    }

    private static string NameOf(MetadataReader reader, EntityHandle constructor) => MetadataNames.Of(reader, constructor.Kind == HandleKind.MemberReference
        ? reader.GetMemberReference((MemberReferenceHandle)constructor).Parent
        : reader.GetMethodDefinition((MethodDefinitionHandle)constructor).GetDeclaringType());
}
