using static TorchSharp.torch;

namespace Experiments.Diagnostics;

/// <summary>How many values lie in each of a number of equally wide bins between the least and the greatest.</summary>
/// <param name="Min">Left edge of the first bin: the least value.</param>
/// <param name="Max">Right edge of the last bin: the greatest value.</param>
/// <param name="Counts">Values in each bin; a value on an inner edge belongs to the bin on its right.</param>
public sealed record Histogram(double Min, double Max, IReadOnlyList<long> Counts)
{
    /// <summary>Counts log₁₀ |x| of a tensor's values that are not 0; null where there are none, or one is not finite.</summary>
    public static Histogram? OfMagnitudes(Tensor values, int bins)
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        var sizes = values.detach().to(ScalarType.Float64).abs().flatten();
        var rest = sizes.masked_select(sizes.ne(0));
        return rest.numel() == 0 ? null : Of(rest.log10(), bins);
    }

    /// <summary>Counts the values of a tensor; null where one of them is not finite, so that there are no edges.</summary>
    public static Histogram? Of(Tensor values, int bins)
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        var exact = values.detach().to(ScalarType.Float64).flatten();
        var (min, max) = (exact.min().item<double>(), exact.max().item<double>());
        if (!double.IsFinite(min) || !double.IsFinite(max))
            return null;
        // histc would choose edges of its own around a single value.
        if (min == max)
            return new Histogram(min, max, [exact.numel()]);
        // TorchSharp's histc takes whole numbers for edges.
        var counts = exact.sub(min).div(max - min).mul(bins).histc(bins, 0, bins).cpu().data<double>().ToArray();
        return new Histogram(min, max, [.. counts.Select(count => (long)count)]);
    }
}
