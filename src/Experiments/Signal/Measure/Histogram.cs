namespace Experiments.Signal.Measure;

/// <summary>Counts of values in equally wide bins between the smallest and the largest value.</summary>
/// <param name="Min">Left edge of the first bin: the smallest value.</param>
/// <param name="Max">Right edge of the last bin: the largest value.</param>
/// <param name="Counts">Number of values in each bin. A value on an inner edge belongs to the bin on the right.</param>
public sealed record Histogram(double Min, double Max, IReadOnlyList<long> Counts)
{
    /// <summary>Computes the histogram of log₁₀ |x| over a tensor's nonzero values; null if all values are 0 or a value is not
    /// finite.</summary>
    public static Histogram? OfMagnitudes(Tensor values, int bins)
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        var sizes = values.detach().to(ScalarType.Float64).abs().flatten();
        var rest = sizes.masked_select(sizes.ne(0));
        return rest.numel() == 0 ? null : Of(rest.log10(), bins);
    }

    /// <summary>Computes the histogram of a tensor's values; null if a value is not finite.</summary>
    public static Histogram? Of(Tensor values, int bins)
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        var exact = values.detach().to(ScalarType.Float64).flatten();
        var (min, max) = (exact.min().item<double>(), exact.max().item<double>());
        if (!double.IsFinite(min) || !double.IsFinite(max))
            return null;
        // If all values are equal, histc chooses other edges.
        if (min == max)
            return new Histogram(min, max, [exact.numel()]);
        // TorchSharp's histc accepts only whole numbers as edges.
        var counts = exact.sub(min).div(max - min).mul(bins).histc(bins, 0, bins).cpu().data<double>().ToArray();
        return new Histogram(min, max, [.. counts.Select(count => (long)count)]);
    }
}
