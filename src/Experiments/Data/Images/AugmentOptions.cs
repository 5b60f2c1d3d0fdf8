namespace Experiments.Data.Images;

public sealed record AugmentOptions
{
    [Option("crop_padding",
        "Pixels of black put around a training image before a part of its own size is cut out at random; 0 leaves it whole.",
        Minimum = 0, Maximum = 256)]
    public int CropPadding { get; init; }

    [Option("flip", "Whether each training image is mirrored left to right with probability 1/2.")]
    public bool Flip { get; init; }
}
