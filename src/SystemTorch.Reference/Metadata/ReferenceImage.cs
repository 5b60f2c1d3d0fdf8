using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Security.Cryptography;

namespace SystemTorch.Reference.Metadata;

/// <summary>
/// A library image whose module id is a hash of its content, repeated in the section <c>.mvid</c>, where MSBuild looks
/// to see whether a reference assembly has changed.
/// </summary>
internal sealed class ReferenceImage(MetadataRootBuilder metadata, BlobBuilder code)
    : ManagedPEBuilder(PEHeaderBuilder.CreateLibraryHeader(), metadata, code, deterministicIdProvider: Hash)
{
    private const string SectionName = ".mvid";
    private const int GuidSize = 16;
    private Blob _sectionId;

    /// <summary>Serialises the image and writes its id to the module row's reserved place and the section.</summary>
    public byte[] Serialize(Blob moduleId)
    {
        var image = new BlobBuilder();
        var id = Serialize(image).Guid;
        new BlobWriter(moduleId).WriteGuid(id);
        new BlobWriter(_sectionId).WriteGuid(id);
        return image.ToArray();
    }

    protected override ImmutableArray<Section> CreateSections() => base.CreateSections().Add(new Section(SectionName,
        SectionCharacteristics.MemRead | SectionCharacteristics.ContainsInitializedData | SectionCharacteristics.MemDiscardable));

    protected override BlobBuilder SerializeSection(string name, SectionLocation location)
    {
        if (name != SectionName)
        {
            return base.SerializeSection(name, location);
        }
        var content = new BlobBuilder();
        _sectionId = content.ReserveBytes(GuidSize);
        new BlobWriter(_sectionId).WriteBytes(0, GuidSize);
        return content;
    }

    private static BlobContentId Hash(IEnumerable<Blob> content)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var blob in content)
        {
            hash.AppendData(blob.GetBytes());
        }
        return BlobContentId.FromHash(hash.GetHashAndReset());
    }
}
