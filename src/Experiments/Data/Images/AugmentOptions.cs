namespace Experiments.Data.Images;

public sealed record AugmentOptions
{
    [Option("crop_padding", "Pixels of black put around a training image before a part of its own size is cut out at random; 0 leaves it whole.", Chinese = "先在训练图像四周补上多少像素的黑边，再随机裁出原尺寸的一块；0 表示不裁剪。", Minimum = 0, Maximum = 256)]
    public int CropPadding { get; init; }

    [Option("flip", "Whether each training image is mirrored left to right with probability 1/2.", Chinese = "是否以 1/2 的概率将每张训练图像左右翻转。")]
    public bool Flip { get; init; }
}
