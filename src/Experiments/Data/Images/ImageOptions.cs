using Experiments.Configuration;

namespace Experiments.Data.Images;

/// <summary>Keys that the image sets share, and the way from bytes to tensors.</summary>
public abstract record ImageOptions : DataOptions, IValidated
{
    [Option("validation", "Share (below 1) or number (from 1) of the training images set aside for validation; 0 for none.",
        Chinese = "从训练图像中留作验证集的部分：小于 1 为比例，1 及以上为张数；0 表示不留。", Minimum = 0)]
    public abstract double Validation { get; init; }

    [Option("normalize", "Whether pixels, scaled to [0, 1], become (x - mean) / std.", Chinese = "像素缩放到 [0, 1] 之后，是否再变为 (x - mean) / std。")]
    public bool Normalize { get; init; } = true;

    [Option("augment", "Random changes of the training images, drawn anew for each update; null for none.", Chinese = "训练图像的随机变换，每次更新重新抽取；null 表示不做。")]
    public AugmentOptions? Augment { get; init; }

    /// <summary>What is wrong with the keys taken together.</summary>
    public virtual IEnumerable<string> Mistakes() => SplitRows.Mistakes("validation", Validation);

    /// <summary>What the pixels of each channel become.</summary>
    private protected abstract IReadOnlyList<PixelScale> Scales(ImageSet set, long[] trainRows, int max, string what);

    /// <summary>The splits of images that are read: scaled by the training rows' statistics, placed, and augmented where that is asked for.</summary>
    private protected DataSplits Splits(DataDescription description, ImageSet set, SplitRows rows, ImageSet testSet, long[] testRows, int max, DataContext context)
    {
        var scales = Scales(set, rows.Train, max, description.Files[0].Path);
        return new DataSplits(
            description,
            Part("train", set, rows.Train, scales, context),
            rows.Validation.Length == 0 ? null : Part("validation", set, rows.Validation, scales, context),
            testRows.Length == 0 ? null : Part("test", testSet, testRows, scales, context))
        {
            Augmentation = Augment is { } augment and not { CropPadding: 0, Flip: false }
                ? new CropAndFlip(augment.CropPadding, augment.Flip, [.. scales.Select(scale => scale.Black)])
                : null,
        };
    }

    private static Split Part(string name, ImageSet set, long[] rows, IReadOnlyList<PixelScale> scales, DataContext context)
    {
        var size = (long)rows.Length * set.Size;
        if (size > Array.MaxLength)
            throw new InputException(FormattableString.Invariant($"The {name} split has {size} pixels; {Array.MaxLength} is the most that is supported."));
        var labels = Array.ConvertAll(rows, row => (long)set.Labels[row]);
        var tables = scales.Select(scale => scale.Table()).ToArray();
        var inputs = context.Precision == TorchSharp.torch.ScalarType.Float64
            ? SplitTensors.Of(Pixels(set, rows, tables), context.Device)
            : SplitTensors.Of(Pixels(set, rows, Array.ConvertAll(tables, table => Array.ConvertAll(table, value => (float)value))), context.Device);
        return SplitTensors.Split(name, inputs, [rows.Length, set.Channels, set.Height, set.Width], SplitTensors.Of(labels, context.Device), [rows.Length]);
    }

    private static T[] Pixels<T>(ImageSet set, long[] rows, T[][] tables)
    {
        var values = new T[rows.Length * set.Size];
        var at = 0;
        foreach (var row in rows)
            for (var channel = 0; channel < set.Channels; channel++)
                foreach (var pixel in set.Channel(row, channel))
                    values[at++] = tables[channel][pixel];
        return values;
    }
}
