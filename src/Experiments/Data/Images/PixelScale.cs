namespace Experiments.Data.Images;

/// <summary>
/// Normalises pixels: (v / max − mean) / std, as torchvision's <c>ToTensor</c> and <c>Normalize</c>. A pixel has at most 256 values. The
/// normalised value of each is computed in float64 and rounded once, to the run's precision.
/// </summary>
/// <param name="Max">Pixel value at which v / max is 1.</param>
internal sealed record PixelScale(int Max, double Mean, double Std)
{
    /// <summary>Normalised value of a black pixel.</summary>
    public double Black => -Mean / Std;

    /// <summary>Computes the exact mean and population standard deviation of v / max over one channel of some images, from the
    /// histogram.</summary>
    /// <exception cref="InputException">All pixels are equal.</exception>
    public static PixelScale Fit(ImageSet set, int channel, ReadOnlySpan<long> rows, int max, string what)
    {
        var histogram = new long[256];
        foreach (var row in rows)
            foreach (var pixel in set.Channel(row, channel))
                histogram[pixel]++;
        var pixels = (double)rows.Length * set.Area;
        var mean = 0.0;
        for (var value = 0; value < 256; value++)
            mean += histogram[value] / pixels * value / max;
        var variance = 0.0;
        for (var value = 0; value < 256; value++)
            variance += histogram[value] / pixels * Math.Pow((double)value / max - mean, 2);
        if (histogram.Count(count => count > 0) < 2)
            throw new InputException(
                $"{what}: every pixel of {(set.Channels == 1 ? "" : $"channel {channel} in ")}the training split has the same value, so it "
                    + $"can't be normalised; set data.normalize to false.");
        return new PixelScale(max, mean, Math.Sqrt(variance));
    }

    /// <summary>Returns the normalised values of the pixels 0 to 255.</summary>
    public double[] Table() => Enumerable.Range(0, 256).Select(value => ((double)value / Max - Mean) / Std).ToArray();
}
