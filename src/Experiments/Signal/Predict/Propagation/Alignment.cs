namespace Experiments.Signal.Predict;

/// <summary>Correlation of a gradient with its signal.</summary>
/// <param name="Product">E g_p ẑ_p g_r ẑ_r for each pair of points, with g in units of its root mean square and ẑ = (z − E z) / σ.</param>
/// <param name="Of">The signal z.</param>
internal sealed record Alignment(double[,] Product, SignalState Of)
{
    /// <summary>Computes E g_p b_p g_r b_r for a normally distributed part b of the signal that is independent of all other parts.
    /// <paramref name="kernel"/> returns E b_p b_r.</summary>
    public double Along(Func<int, int, double> kernel, double correlation, int p, int r)
    {
        // b is share · (z − E z) plus a part that is independent of z.
        var (first, second) = (Share(kernel, p), Share(kernel, r));
        var scale = Math.Sqrt(Of.VarianceAt(p) * Of.VarianceAt(r));
        return (correlation * (kernel(p, r) - (first * second * Of.Centered(p, r)))) + (first * second * scale * Product[p, r]);
    }

    private double Share(Func<int, int, double> kernel, int p) =>
        Of.VarianceAt(p) is > 0 and var whole ? Math.Min(1, kernel(p, p) / whole) : 0;
}
