using Experiments.Scripts;

namespace Experiments.Data.Images;

/// <summary>Writes images for an exported PyTorch script: normalisation and augmentation.</summary>
internal static class ImageScript
{
    /// <param name="reading">Reads the files as bytes.</param>
    /// <param name="scales">Normalisation of each channel.</param>
    /// <param name="max">Pixel value of white.</param>
    /// <param name="isGiven">Whether the config sets mean and standard deviation.</param>
    /// <param name="augment">Augmentation; null for none.</param>
    public static PyData Of(PyData reading, IReadOnlyList<PixelScale> scales, int max, bool normalizes, bool isGiven,
        AugmentOptions? augment)
    {
        var scaled = normalizes ? $"(np.arange(256) / {max} - MEAN) / STD" : $"np.arange(256) / {max}";
        if (normalizes && scales.Count > 1)
            scaled = $"(np.arange(256) / {max} - np.array(MEAN)[:, None]) / np.array(STD)[:, None]";
        var isByChannel = normalizes && scales.Count > 1;
        string[] lines =
        [
            .. reading.Lines,
            "# Each of the 256 possible pixels is scaled and normalised once.",
            $"levels = torch.tensor({scaled}, dtype=DTYPE).numpy()",
            .. Tensors("", isByChannel),
            .. reading.HasTestFile ? Tensors("test_", isByChannel) : [],
            .. augment is { CropPadding: > 0 } ? ["black = torch.tensor(levels[..., 0]).view(1, -1, 1, 1)"] : Array.Empty<string>(),
        ];
        var whose = isGiven ? "of the config" : "of the training images";
        var (mean, std) = (Of(scales.Select(scale => scale.Mean)), Of(scales.Select(scale => scale.Std)));
        string[] settings = normalizes ? [$"MEAN, STD = {mean}, {std}  # of pixels from 0 to 1, {whose}"] : [];
        return reading with
        {
            Settings = [.. reading.Settings, .. settings],
            Lines = lines,
            Augmentation = augment is null ? null : Augmentation(augment),
        };
    }

    private static string[] Tensors(string prefix, bool isByChannel)
    {
        var values = isByChannel
            ? $"np.stack([level[{prefix}pixels[:, c]] for c, level in enumerate(levels)], axis=1)"
            : $"levels[{prefix}pixels]";
        return
        [
            $"{prefix}inputs = torch.tensor({values})",
            $"{prefix}targets = torch.tensor({prefix}labels, dtype=torch.int64)",
        ];
    }

    private static string Of(IEnumerable<double> numbers) =>
        numbers.ToList() is [var one] ? Py.Number(one) : Py.List(numbers.Select(Py.Number));

    private static string Augmentation(AugmentOptions augment)
    {
        var padding = augment.CropPadding;
        string[] lines =
        [
            "def augment(images, number):",
            "    # Random crops of images padded with black, and random flips. The draws depend only on SEED and the batch's number.",
            "    generator = torch.Generator().manual_seed(stream_seed(\"augment\", number))",
            "    n, channels, height, width = images.shape",
            $"    down = torch.randint({(2 * padding) + 1}, (n,), generator=generator)",
            $"    right = torch.randint({(2 * padding) + 1}, (n,), generator=generator)",
            .. padding == 0 ? [] : new[]
            {
                $"    padded = black.expand(n, channels, height + {2 * padding}, width + {2 * padding}).to(images.device, copy=True)",
                $"    padded[:, :, {padding}:-{padding}, {padding}:-{padding}] = images",
                "    images = torch.stack([image[:, y:y + height, x:x + width]",
                "                          for image, y, x in zip(padded, down.tolist(), right.tolist())])",
            },
            .. augment.Flip ? new[]
            {
                "    flipped = torch.randint(2, (n, 1, 1, 1), generator=generator).bool().to(images.device)",
                "    images = torch.where(flipped, images.flip(3), images)",
            } : [],
            "    return images",
        ];
        return string.Join('\n', lines);
    }
}
