using System.Reflection.Metadata;

namespace SystemTorch.Reference.Metadata;

/// <summary>Asks which attributes something has.</summary>
internal static class AttributeNames
{
    public static bool Has(MetadataReader reader, CustomAttributeHandleCollection attributes, string name) =>
        attributes.Any(a => NameOf(reader, reader.GetCustomAttribute(a).Constructor) == name);

    private static string NameOf(MetadataReader reader, EntityHandle constructor) => MetadataNames.Of(reader, constructor.Kind == HandleKind.MemberReference
        ? reader.GetMemberReference((MemberReferenceHandle)constructor).Parent
        : reader.GetMethodDefinition((MethodDefinitionHandle)constructor).GetDeclaringType());
}
