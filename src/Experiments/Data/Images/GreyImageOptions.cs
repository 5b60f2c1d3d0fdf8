namespace Experiments.Data.Images;

/// <summary>Data sets whose images have one channel, so mean and std are single numbers.</summary>
public abstract record GreyImageOptions : ImageOptions
{
    [Option("mean", "Mean of the pixels, in [0, 1], that normalize subtracts; null computes the mean from the training split.")]
    public double? Mean { get; init; }

    [Option("std", "Standard deviation of the pixels, in [0, 1], that normalize divides by; null computes the standard deviation from "
        + "the training split.",
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
