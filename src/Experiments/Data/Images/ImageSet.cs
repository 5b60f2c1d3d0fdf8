namespace Experiments.Data.Images;

/// <summary>Images and their labels, as bytes.</summary>
/// <param name="Pixels">Image after image, channel after channel, row after row.</param>
/// <param name="Labels">One class number an image.</param>
/// <param name="Height">Rows of an image.</param>
/// <param name="Width">Pixels of a row.</param>
/// <param name="Channels">1 for grey, 3 for red, green and blue.</param>
internal sealed record ImageSet(byte[] Pixels, byte[] Labels, int Height, int Width, int Channels = 1)
{
    /// <summary>Number of images.</summary>
    public int Count => Labels.Length;

    /// <summary>Values of one image.</summary>
    public int Size => Channels * Area;

    /// <summary>Values of one channel of an image.</summary>
    public int Area => Height * Width;

    /// <summary>The pixels of one image.</summary>
    public ReadOnlySpan<byte> Image(long row) => Pixels.AsSpan(checked((int)(row * Size)), Size);

    /// <summary>One channel of one image.</summary>
    public ReadOnlySpan<byte> Channel(long row, int channel) => Image(row).Slice(channel * Area, Area);

    /// <summary>The row numbers of all images.</summary>
    public long[] AllRows() => Enumerable.Range(0, Count).Select(row => (long)row).ToArray();
}
