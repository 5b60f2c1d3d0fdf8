using System.Reflection;
using System.Reflection.Metadata;

namespace SystemTorch.Reference.Metadata;

/// <summary>Looks up methods of the reference pack's classes.</summary>
internal static class PackMethods
{
    /// <summary>Whether a class, or one that it derives from, has a virtual method of this name and number of parameters.</summary>
    public static bool HasVirtual(ReferencePack pack, string typeName, string name, int parameters)
    {
        for (var type = pack.Find(typeName); type is not null; type = BaseOf(pack, type))
        {
            var reader = type.Reader;
            if (type.Definition.GetMethods().Select(reader.GetMethodDefinition).Any(m =>
                m.Attributes.HasFlag(MethodAttributes.Virtual) && reader.StringComparer.Equals(m.Name, name) && CountOf(reader, m) == parameters))
            {
                return true;
            }
        }
        return false;
    }

    private static PackType? BaseOf(ReferencePack pack, PackType type) => type.BaseName is { } name ? pack.Find(name) : null;

    private static int CountOf(MetadataReader reader, MethodDefinition method)
    {
        var blob = reader.GetBlobReader(method.Signature);
        var header = blob.ReadSignatureHeader();
        if (header.IsGeneric)
        {
            blob.ReadCompressedInteger();
        }
        return blob.ReadCompressedInteger();
    }
}
