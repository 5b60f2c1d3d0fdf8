using System.Buffers.Binary;

namespace Experiments.Data.Images;

/// <summary>
/// The IDX format of Y. LeCun, C. Cortes and C. Burges (the MNIST page), plain or gzip: a big-endian header (two zero bytes, 0x08 for
/// unsigned bytes, the number of dimensions, and a 32-bit size for each dimension), then the bytes.
/// </summary>
internal static class IdxFile
{
    /// <summary>Deflate compresses at most 1,032 bytes to one byte (zlib's documentation). A header that states a larger size is therefore
    /// wrong.</summary>
    private const long MaximumExpansion = 1_032;

    /// <summary>Reads images: three dimensions, magic number 0x00000803.</summary>
    public static (int Count, int Height, int Width, byte[] Pixels) Images(StoredFile file)
    {
        var (sizes, bytes) = Read(file, "images", dimensions: 3);
        return (sizes[0], sizes[1], sizes[2], bytes);
    }

    /// <summary>Reads labels: one dimension, magic number 0x00000801. Each label must be below <paramref name="classes"/>.</summary>
    public static byte[] Labels(StoredFile file, int classes)
    {
        var (_, labels) = Read(file, "labels", dimensions: 1);
        var wrong = labels.AsSpan().IndexOfAnyExceptInRange((byte)0, (byte)(classes - 1));
        return wrong < 0
            ? labels
            : throw new InputException(
                $"{file.Path}: label {labels[wrong]} at position {wrong} is out of range; 0 to {classes - 1} are allowed.");
    }

    private static (int[] Sizes, byte[] Bytes) Read(StoredFile file, string what, int dimensions)
    {
        using var content = file.Open();
        var sizes = Header(file, content, what, dimensions);
        var bytes = Body(file, content, sizes);
        return content.ReadByte() < 0
            ? (sizes, bytes)
            : throw new InputException(
                $"{file.Path}: the file has more than the {bytes.Length} bytes of {what} that its header announces.");
    }

    private static int[] Header(StoredFile file, Stream content, string what, int dimensions)
    {
        Span<byte> header = stackalloc byte[4 * (1 + dimensions)];
        var read = content.ReadAtLeast(header, header.Length, throwOnEndOfStream: false);
        var expected = 0x0800u + (uint)dimensions;
        if (read >= 4 && BinaryPrimitives.ReadUInt32BigEndian(header) is var magic && magic != expected)
            throw new InputException(
                $"{file.Path}: the file begins with 0x{magic:X8}, but an IDX file of {what} begins with 0x{expected:X8}.");
        if (read < header.Length)
            throw new InputException(
                $"{file.Path}: the file is truncated: it has {read} bytes, but an IDX header of {what} has {header.Length}.");
        var sizes = new int[dimensions];
        for (var i = 0; i < dimensions; i++)
            sizes[i] = BinaryPrimitives.ReadInt32BigEndian(header[(4 * (i + 1))..]);
        return sizes;
    }

    private static byte[] Body(StoredFile file, Stream content, int[] sizes)
    {
        var shape = string.Join("×", sizes);
        var total = sizes.Aggregate((Int128)1, (product, size) => product * size);
        if (sizes.Any(size => size <= 0) || total > Array.MaxLength)
            throw new InputException($"{file.Path}: the header announces {shape} bytes, which is impossible.");
        if (total > file.Bytes.Length * (file.IsGzip ? MaximumExpansion : 1))
            throw Truncated(file, shape, null);
        var bytes = new byte[(int)total];
        var read = content.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return read == bytes.Length ? bytes : throw Truncated(file, shape, read);
    }

    private static InputException Truncated(StoredFile file, string shape, int? read) =>
        new($"{file.Path}: the file is truncated: its header announces {shape} bytes, but "
            + $"{(read is null ? "it is too short to hold them" : $"only {read} follow")}.");
}
