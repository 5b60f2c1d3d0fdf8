namespace Experiments.Data.Images;

/// <summary>Grey images and their labels, as bytes.</summary>
/// <param name="Pixels">Image after image, row after row.</param>
/// <param name="Labels">One class number an image.</param>
/// <param name="Height">Rows of an image.</param>
/// <param name="Width">Pixels of a row.</param>
internal sealed record ImageSet(byte[] Pixels, byte[] Labels, int Height, int Width)
{
    /// <summary>Number of images.</summary>
    public int Count => Labels.Length;

    /// <summary>Pixels of one image.</summary>
    public int Size => Height * Width;

    /// <summary>The pixels of one image.</summary>
    public ReadOnlySpan<byte> Image(long row) => Pixels.AsSpan(checked((int)(row * Size)), Size);

    /// <summary>The row numbers of all images.</summary>
    public long[] AllRows() => Enumerable.Range(0, Count).Select(row => (long)row).ToArray();
}
