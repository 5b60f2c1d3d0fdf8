namespace Experiments.Data.Images;

/// <param name="Pixels">Pixels, ordered by image, then channel, then row.</param>
/// <param name="Labels">One class number per image.</param>
/// <param name="Channels">1 for grey, 3 for red, green and blue.</param>
internal sealed record ImageSet(byte[] Pixels, byte[] Labels, int Height, int Width, int Channels = 1)
{
    public int Count => Labels.Length;

    /// <summary>Number of values per image.</summary>
    public int Size => Channels * Area;

    /// <summary>Number of values per channel of an image.</summary>
    public int Area => Height * Width;

    public ReadOnlySpan<byte> Image(long row) => Pixels.AsSpan(checked((int)(row * Size)), Size);

    public ReadOnlySpan<byte> Channel(long row, int channel) => Image(row).Slice(channel * Area, Area);

    public long[] AllRows() => Enumerable.Range(0, Count).Select(row => (long)row).ToArray();
}
