using Experiments.Configuration;

namespace Experiments.Data.Images;

/// <summary>Keys that the image sets share, and the way from bytes to tensors.</summary>
public abstract record ImageOptions : DataOptions, IValidated
{
    [Option("validation", "Share (below 1) or number (from 1) of the training images set aside for validation; 0 for none.", Minimum = 0)]
    public abstract double Validation { get; init; }

    [Option("normalize", "Whether pixels, scaled to [0, 1], become (x - mean) / std.")]
    public bool Normalize { get; init; } = true;

    [Option("mean", "Mean for normalize, of pixels in [0, 1]; null computes it from the training split.")]
    public double? Mean { get; init; }

    [Option("std", "Standard deviation for normalize, of pixels in [0, 1]; null computes it from the training split.", Minimum = 0, ExclusiveMinimum = true)]
    public double? Std { get; init; }

    /// <summary>What is wrong with the keys taken together.</summary>
    public virtual IEnumerable<string> Mistakes()
    {
        if (Mean is null != Std is null)
            yield return Mean is null ? "std needs mean beside it; give both, or neither to compute them from the training split" : "mean needs std beside it; give both, or neither to compute them from the training split";
        if (!Normalize && (Mean ?? Std) is not null)
            yield return $"{(Mean is null ? "std" : "mean")} has no effect while normalize is false";
        foreach (var mistake in SplitRows.Mistakes("validation", Validation))
            yield return mistake;
    }

    private protected PixelScale Scale(ImageSet set, long[] trainRows, int max, string what)
    {
        if (!Normalize)
            return new PixelScale(max, 0, 1);
        return Mean is { } mean && Std is { } std ? new PixelScale(max, mean, std) : PixelScale.Fit(set, trainRows, max, what);
    }

    private protected static Split Part(string name, ImageSet set, long[] rows, PixelScale scale, DataContext context)
    {
        var size = (long)rows.Length * set.Size;
        if (size > Array.MaxLength)
            throw new InputException(FormattableString.Invariant($"The {name} split has {size} pixels; {Array.MaxLength} is the most that is supported."));
        var labels = Array.ConvertAll(rows, row => (long)set.Labels[row]);
        var table = scale.Table();
        var inputs = context.Precision == TorchSharp.torch.ScalarType.Float64
            ? SplitTensors.Of(Pixels(set, rows, table), context.Device)
            : SplitTensors.Of(Pixels(set, rows, Array.ConvertAll(table, value => (float)value)), context.Device);
        return SplitTensors.Split(name, inputs, [rows.Length, 1, set.Height, set.Width], SplitTensors.Of(labels, context.Device), [rows.Length]);
    }

    private static T[] Pixels<T>(ImageSet set, long[] rows, T[] table)
    {
        var values = new T[rows.Length * set.Size];
        var at = 0;
        foreach (var row in rows)
            foreach (var pixel in set.Image(row))
                values[at++] = table[pixel];
        return values;
    }
}
