namespace Experiments.Data.Images;

/// <summary>Images of one channel: one mean and one standard deviation.</summary>
public abstract record GreyImageOptions : ImageOptions
{
    [Option("mean", "Mean for normalize, of pixels in [0, 1]; null computes it from the training split.")]
    public double? Mean { get; init; }

    [Option("std", "Standard deviation for normalize, of pixels in [0, 1]; null computes it from the training split.",
        Minimum = 0, ExclusiveMinimum = true)]
    public double? Std { get; init; }

    private protected override (bool Mean, bool Std) Given => (Mean is not null, Std is not null);

    private protected override IReadOnlyList<PixelScale> Scales(ImageSet set, long[] trainRows, int max, string what)
    {
        if (!Normalize)
            return [new PixelScale(max, 0, 1)];
        return [Mean is { } mean && Std is { } std ? new PixelScale(max, mean, std) : PixelScale.Fit(set, 0, trainRows, max, what)];
    }
}
