using System.Buffers.Binary;

namespace Experiments.Tests.Data.Images;

/// <summary>Small IDX files in the real format.</summary>
internal static class Idx
{
    public const string TrainImages = "train-images-idx3-ubyte";
    public const string TrainLabels = "train-labels-idx1-ubyte";
    public const string TestImages = "t10k-images-idx3-ubyte";
    public const string TestLabels = "t10k-labels-idx1-ubyte";

    public static byte[] File(uint magic, int[] sizes, byte[] content)
    {
        var bytes = new byte[4 + 4 * sizes.Length + content.Length];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, magic);
        for (var i = 0; i < sizes.Length; i++)
            BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(4 + 4 * i), sizes[i]);
        content.CopyTo(bytes, 4 + 4 * sizes.Length);
        return bytes;
    }

    /// <summary>Returns images; pixel j of image i is (i + j) mod 256.</summary>
    public static byte[] Images(int count, int side = 28) =>
        File(0x803, [count, side, side],
            [.. from i in Enumerable.Range(0, count) from j in Enumerable.Range(0, side * side) select (byte)(i + j)]);

    /// <summary>Returns the labels i mod 10.</summary>
    public static byte[] Labels(int count) => File(0x801, [count], [.. Enumerable.Range(0, count).Select(i => (byte)(i % 10))]);

    /// <summary>Writes a whole set: 40 images for training and 12 for test.</summary>
    public static void WriteSet(TemporaryFolder folder, string under, string suffix = "", bool gzip = false, bool dotted = false)
    {
        foreach (var (name, bytes) in new[] { (TrainImages, Images(40)), (TrainLabels, Labels(40)), (TestImages, Images(12)),
            (TestLabels, Labels(12)) })
            folder.Write(Path.Combine(under, (dotted ? name.Replace("-idx", ".idx", StringComparison.Ordinal) : name) + suffix),
                gzip ? TemporaryFolder.Gzip(bytes) : bytes);
    }
}
