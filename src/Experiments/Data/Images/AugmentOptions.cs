namespace Experiments.Data.Images;

public sealed record AugmentOptions
{
    [Option("crop_padding",
        "Black pixels added on each side of a training image before a random crop to the original size; 0 for no crop.",
        Minimum = 0, Maximum = 256)]
    public int CropPadding { get; init; }

    [Option("flip", "Whether to mirror each training image left to right with probability 1/2.")]
    public bool Flip { get; init; }
}
