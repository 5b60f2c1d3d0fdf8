namespace Experiments.Signal.Predict;

/// <summary>Computes how much more (or less) second moments fluctuate if the weights are not normally distributed. Sparse weights have
/// heavier tails, and uniform weights have lighter tails.</summary>
internal static class HeavyTails
{
    private const double OfRectified = 6;

    /// <summary>Largest excess kurtosis κ for which a Gram–Charlier density is nowhere negative. This density is the normal density times 1
    /// + κ/24 (z⁴ − 6z² + 3).</summary>
    public const double MostKurtosis = 4;

    /// <summary>
    /// Computes E x_p² x_r² / (E x_p² E x_r²), where x_p and x_r are the inputs of a window at two of its outputs; the mean is over all
    /// channels and taps. With Var(w²) = (2 + excess) (E w²)², the term Σ_j w_j² x_j² makes the second moments of z fluctuate by excess /
    /// fan_in times this number. For a measured signal the number is computed from the values. For a predicted signal the number at one
    /// point is the kurtosis. For two points with correlation c, the method assumes that the number is 1 + c² (kurtosis − 1).
    /// </summary>
    /// <param name="points">Points of the window's output.</param>
    /// <param name="from">The input point of each output point.</param>
    public static Func<int, int, double> Likeness(SignalState input, PointSet points, KernelGeometry window, int[] from) =>
        input.Source is { } source
            ? PatchProducts.OfSquares(source, points, window)
            : (p, r) => Likeness(input, from[p], from[r]);

    private static double Likeness(SignalState input, int p, int r)
    {
        var product = input.AtPoint(p) * input.AtPoint(r);
        if (product <= 0)
            return 0;
        var kurtosis = Math.Sqrt(Kurtosis(input, p) * Kurtosis(input, r));
        return 1 + ((kurtosis - 1) * Math.Min(1, input.Kernel[p, r] * input.Kernel[p, r] / product));
    }

    /// <summary>
    /// Computes the excess kurtosis, over random weights, of a sum of <paramref name="inputs"/> weighted values: excess · Σ x⁴ / (Σ x²)².
    /// For a row of an orthogonal matrix, the sum is a coordinate of a random vector on a sphere in n dimensions, whose excess kurtosis is
    /// −6 / (n + 2).
    /// </summary>
    /// <param name="likeness">Value of <see cref="Likeness(SignalState, PointSet, KernelGeometry, int[])"/> at a single point.</param>
    public static double KurtosisOfSum(ParameterLaw weight, int outputs, int inputs, double likeness) =>
        Math.Min(MostKurtosis, weight.IsOrthogonal ? -6.0 / (Math.Max(outputs, inputs) + 2) : weight.ExcessKurtosis * likeness / inputs);

    /// <summary>
    /// Computes E g_p² g_r² / (E g_p² E g_r²) for a gradient. For a measured gradient (at the last layer, with few units) the mean is over
    /// the units. Any other gradient is treated as a normal variable times the slope of relu, which gives 3 / ½.
    /// </summary>
    public static Func<int, int, double> Likeness(Gradient gradient)
    {
        if (gradient.Source is { Positions: 1 } source)
            return (p, r) => Measured(source, gradient.Points[p].Example, gradient.Points[r].Example);
        return (p, r) => 1 + ((OfRectified - 1) * gradient.Correlation[p, r] * gradient.Correlation[p, r]);
    }

    private static double Measured(SignalStatistics source, int first, int second)
    {
        var p = Row(source, first);
        var r = Row(source, second);
        var (both, one, other) = (0.0, 0.0, 0.0);
        for (var unit = 0; unit < p.Length; unit++)
        {
            var (a, b) = ((double)p[unit] * p[unit], (double)r[unit] * r[unit]);
            (both, one, other) = (both + (a * b), one + a, other + b);
        }
        return one * other > 0 ? both * p.Length / (one * other) : 0;
    }

    private static ReadOnlySpan<float> Row(SignalStatistics source, int example) =>
        source.Sample.AsSpan(Enumerable.Range(0, source.SampledExamples.Count).First(index => source.SampledExamples[index] == example)
            * source.Channels, source.Channels);

    private static double Kurtosis(SignalState input, int p)
    {
        var moments = RawMoments.At(input, p);
        return moments.Second > 0 ? Math.Max(1, moments.Fourth / (moments.Second * moments.Second)) : 1;
    }
}
