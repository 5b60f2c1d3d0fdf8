namespace Experiments.Signal.Predict;

/// <summary>Correlation of a gradient with the signal that it belongs to.</summary>
/// <param name="Product">For each pair of points E g_p ẑ_p g_r ẑ_r, with g in units of its root mean square and ẑ = (z − E z) / σ.</param>
/// <param name="Of">The signal z.</param>
internal sealed record Alignment(double[,] Product, SignalState Of)
{
    /// <summary>E g_p b_p g_r b_r for a part b of the signal that is normal and
    /// independent of the rest; <paramref name="kernel"/> gives E b_p b_r.</summary>
    public double Along(Func<int, int, double> kernel, double correlation, int p, int r)
    {
        // b = share · (z − E z) + a part that is independent of z.
        var (first, second) = (Share(kernel, p), Share(kernel, r));
        var scale = Math.Sqrt(Of.VarianceAt(p) * Of.VarianceAt(r));
        return (correlation * (kernel(p, r) - (first * second * Of.Centered(p, r)))) + (first * second * scale * Product[p, r]);
    }

    private double Share(Func<int, int, double> kernel, int p) =>
        Of.VarianceAt(p) is > 0 and var whole ? Math.Min(1, kernel(p, p) / whole) : 0;
}
