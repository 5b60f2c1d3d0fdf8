namespace Experiments.Theory;

/// <summary>How a gradient goes with the signal that it belongs to.</summary>
/// <param name="Product">For each pair of points E g_p ẑ_p g_r ẑ_r, with g in units of its root mean square and ẑ = (z − E z) / σ.</param>
/// <param name="Of">The signal z.</param>
internal sealed record Alignment(double[,] Product, Signal Of)
{
    /// <summary>The same for a part b of the signal, which is normal and independent of the rest, of which <paramref name="kernel"/> are the E b_p b_r.</summary>
    public double Along(Func<int, int, double> kernel, double correlation, int p, int r)
    {
        // b = share · (z − E z) + what is independent of z.
        var (first, second) = (Share(kernel, p), Share(kernel, r));
        var scale = Math.Sqrt(Of.VarianceAt(p) * Of.VarianceAt(r));
        return (correlation * (kernel(p, r) - (first * second * Of.Centered(p, r)))) + (first * second * scale * Product[p, r]);
    }

    private double Share(Func<int, int, double> kernel, int p) => Of.VarianceAt(p) is > 0 and var whole ? Math.Min(1, kernel(p, p) / whole) : 0;
}
