using Experiments.Scripts;

namespace Experiments.Data.Images;

/// <summary>Keys that all image data sets have, and the conversion from bytes to tensors.</summary>
public abstract record ImageOptions : DataOptions, IValidated
{
    private const int RowsAtOnce = 512;

    [Option("validation",
        "Images held out for validation: a share (below 1) or a number (1 or more); 0 for none. digits takes these images from all "
            + "images, other data sets from the training images.",
        Minimum = 0)]
    public abstract double Validation { get; init; }

    [Option("normalize", "Whether to normalise the pixels to (x - mean) / std after scaling them to [0, 1].")]
    public bool Normalize { get; init; } = true;

    [Option("augment", "Random changes of the training images, drawn anew for each update; null for none.")]
    public AugmentOptions? Augment { get; init; }

    /// <inheritdoc/>
    public virtual IEnumerable<string> Mistakes()
    {
        var (mean, std) = Given;
        if (mean != std)
            yield return $"{(mean ? "mean needs std" : "std needs mean")}; set both, or neither to compute them from the "
                + $"training split";
        foreach (var mistake in SplitRows.Mistakes("validation", Validation))
            yield return mistake;
    }

    /// <inheritdoc/>
    public IEnumerable<string> IdleKeys()
    {
        var (mean, std) = Given;
        if (!Normalize && (mean || std))
            yield return $"{(mean ? "mean" : "std")} has no effect while normalize is false";
    }

    /// <summary>Whether the config sets mean and std.</summary>
    private protected abstract (bool Mean, bool Std) Given { get; }

    /// <summary>Returns the normalisation of each channel.</summary>
    private protected abstract IReadOnlyList<PixelScale> Scales(ImageSet set, long[] trainRows, int max, string what);

    /// <summary>Reads the files and draws the split.</summary>
    private protected abstract ImageSource ReadImages(DataContext context);

    /// <summary>Returns the lines of an exported PyTorch script that read the files as arrays of bytes, <c>pixels</c> [N, channels, height,
    /// width] and <c>labels</c>; with a separate test file, also <c>test_pixels</c> and <c>test_labels</c>.</summary>
    private protected abstract PyData Reading(IReadOnlyList<DataFile> files);

    /// <inheritdoc/>
    public override DataSplits Load(DataContext context) => Splits(ReadImages(context), context);

    /// <inheritdoc/>
    public override PyData? PyTorch(DataContext context)
    {
        var source = ReadImages(context);
        var scales = Scales(source.Set, source.Rows.Train, source.Max, source.Description.Files[0].Path);
        return ImageScript.Of(Reading(source.Description.Files), scales, source.Max, Normalize, Given.Mean,
            Augment is null or { CropPadding: 0, Flip: false } ? null : Augment);
    }

    // Creates the splits on the device. The splits are scaled by the training rows' statistics, and have augmentation if the config asks
    // for it.
    private DataSplits Splits(ImageSource source, DataContext context)
    {
        var (description, set, rows, testSet, testRows, max) = source;
        var bytes = set.Pixels.LongLength + testSet.Pixels.LongLength;
        // At the first call, the stored files are no longer needed; at the second call, the pixels are no longer needed. The stored files
        // and the pixels together can be as large as the tensors.
        LargeArrays.Release(bytes);
        var scales = Scales(set, rows.Train, max, description.Files[0].Path);
        RefuseOverflow(scales, context.Precision);
        var splits = new DataSplits(
            description,
            Part("train", set, rows.Train, scales, context),
            rows.Validation.Length == 0 ? null : Part("validation", set, rows.Validation, scales, context),
            testRows.Length == 0 ? null : Part("test", testSet, testRows, scales, context))
        {
            Augmentation = Augment is { } augment and not { CropPadding: 0, Flip: false }
                ? new CropAndFlip(augment.CropPadding, augment.Flip, [.. scales.Select(scale => scale.Black)])
                : null,
        };
        LargeArrays.Release(bytes);
        return splits;
    }

    // Throws if a scaled pixel overflows, because the first update would then diverge with any model.
    private static void RefuseOverflow(IReadOnlyList<PixelScale> scales, ScalarType precision)
    {
        var (most, words) = precision == ScalarType.Float64 ? (double.MaxValue, "float64") : (float.MaxValue, "float32");
        foreach (var (scale, channel) in scales.Select((scale, channel) => (scale, channel)))
        {
            if (!scale.Table().All(value => Math.Abs(value) <= most))
            {
                var where = scales.Count == 1 ? "" : $" of channel {channel}";
                throw new InputException(string.Create(CultureInfo.InvariantCulture,
                    $"data.mean and data.std: with mean {scale.Mean} and std {scale.Std}{where} the pixels exceed the range of {words}."));
            }
        }
    }

    private static Split Part(string name, ImageSet set, long[] rows, IReadOnlyList<PixelScale> scales, DataContext context)
    {
        var labels = Array.ConvertAll(rows, row => (long)set.Labels[row]);
        long[] shape = [rows.Length, set.Channels, set.Height, set.Width];
        return SplitTensors.Split(name, Inputs(set, rows, scales, shape, context), shape, SplitTensors.Of(labels, context.Device),
            [rows.Length]);
    }

    private static Tensor Inputs(ImageSet set, long[] rows, IReadOnlyList<PixelScale> scales, long[] shape, DataContext context)
    {
        var tables = scales.Select(scale => scale.Table()).ToArray();
        return context.Precision == ScalarType.Float64
            ? Fill(set, rows, tables, shape, context)
            : Fill(set, rows, Array.ConvertAll(tables, table => Array.ConvertAll(table, value => (float)value)), shape, context);
    }

    // Converts a few rows at a time in one buffer, so that memory contains a large data set only once, not three times. The buffer is a
    // tensor: libtorch would copy an array, and the garbage collector would free the arrays late.
    private static Tensor Fill<T>(ImageSet set, long[] rows, T[][] tables, long[] shape, DataContext context)
        where T : struct
    {
        var inputs = empty(shape, dtype: context.Precision, device: context.Device);
        using var buffer = empty([Math.Min(RowsAtOnce, rows.Length), .. shape[1..]], dtype: context.Precision, device: CPU);
        for (var start = 0; start < rows.Length; start += RowsAtOnce)
        {
            using var scope = NewDisposeScope();
            var count = Math.Min(RowsAtOnce, rows.Length - start);
            Scale(set, rows.AsSpan(start, count), tables, MemoryMarshal.Cast<byte, T>(buffer.bytes));
            inputs.narrow(0, start, count).copy_(buffer.narrow(0, 0, count));
        }

        return inputs;
    }

    private static void Scale<T>(ImageSet set, ReadOnlySpan<long> rows, T[][] tables, Span<T> values)
    {
        var at = 0;
        foreach (var row in rows)
            for (var channel = 0; channel < set.Channels; channel++)
                foreach (var pixel in set.Channel(row, channel))
                    values[at++] = tables[channel][pixel];
    }
}
