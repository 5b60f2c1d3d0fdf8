namespace Experiments.Data.Images;

/// <summary>
/// torchvision's <c>RandomCrop(size, padding=p)</c> and <c>RandomHorizontalFlip()</c> for a whole batch, with one gather operation instead
/// of a loop over examples. Pixel (h, w) of example n in the result is pixel (h + dy[n], w′ + dx[n]) of the padded image. Here w′ is W − 1
/// − w if the image is flipped, otherwise w. dy and dx are uniform on 0…2p. Three vectors of random numbers are drawn on the CPU, in this
/// order:
/// <code>
/// g = torch.Generator().manual_seed(seed of AugmentationStream)
/// dy = torch.randint(2 * p + 1, (N,), generator=g)
/// dx = torch.randint(2 * p + 1, (N,), generator=g)
/// flip = torch.randint(2, (N,), generator=g)
/// </code>
/// All three vectors are always drawn, so that switching off cropping does not change the flips, and switching off flips does not change
/// the crops.
/// </summary>
/// <param name="padding">p, in pixels.</param>
/// <param name="black">Value of a black pixel after normalisation, one per channel.</param>
internal sealed class CropAndFlip(int padding, bool flip, IReadOnlyList<double> black) : IAugmentation
{
    /// <inheritdoc/>
    public Tensor Apply(Tensor inputs, long seed, long step)
    {
        using var scope = NewDisposeScope();
        var (count, height, width) = (inputs.shape[0], inputs.shape[2], inputs.shape[3]);
        using var generator = new Generator((ulong)AugmentationStream.Seed(seed, step), CPU);
        var down = Draw((2 * padding) + 1, count, generator, inputs.device);
        var right = Draw((2 * padding) + 1, count, generator, inputs.device);
        var mirrored = Draw(2, count, generator, inputs.device);
        var rows = Range(height, inputs.device) + down;
        var columns = Range(width, inputs.device);
        if (flip)
            columns = columns + (mirrored * (width - 1 - (columns * 2)));
        var pixels = (rows.unsqueeze(2) * (width + (2 * padding))) + (columns + right).unsqueeze(1);
        return Gather(Pad(inputs), pixels, inputs.shape).MoveToOuterDisposeScope();
    }

    private static Tensor Draw(long high, long count, Generator generator, Device device) =>
        randint(high, [count, 1], dtype: ScalarType.Int64, device: CPU, generator: generator).to(device);

    private static Tensor Range(long length, Device device) => arange(length, dtype: ScalarType.Int64, device: device).unsqueeze(0);

    private Tensor Pad(Tensor inputs)
    {
        if (padding == 0)
            return inputs;
        var (count, channels, height, width) = (inputs.shape[0], inputs.shape[1], inputs.shape[2], inputs.shape[3]);
        var padded = empty([count, channels, height + (2 * padding), width + (2 * padding)], dtype: inputs.dtype, device: inputs.device);
        for (var channel = 0; channel < channels; channel++)
            padded.narrow(1, channel, 1).fill_(black[channel]);
        padded.narrow(2, padding, height).narrow(3, padding, width).copy_(inputs);
        return padded;
    }

    // The argument 'images' is [N, C, H′, W′]. The argument 'pixels' is [N, H, W]: for each pixel of the result, the index of its source
    // pixel in H′·W′, the same for all channels.
    private static Tensor Gather(Tensor images, Tensor pixels, long[] shape)
    {
        var (count, channels, size) = (shape[0], shape[1], shape[2] * shape[3]);
        var index = pixels.reshape(count, 1, size).expand(count, channels, size);
        return images.reshape(count, channels, -1).gather(2, index).reshape(shape);
    }
}
