namespace Experiments.Signal.Predict;

/// <summary>Extra fluctuation of second moments under weights with heavier tails than normal
/// ones (sparse), or lighter ones (uniform).</summary>
internal static class HeavyTails
{
    private const double OfRectified = 6;

    /// <summary>
    /// For inputs x at two points, E x_p² x_r² / (E x_p² E x_r²) over units: with Var(w²) = (2 + excess) (E w²)², Σ_j w_j² x_j² makes the
    /// second moments of z fluctuate by excess / fan_in times that. At one point it is the kurtosis; between points it is assumed to fall
    /// to 1 with the square of the correlation.
    /// </summary>
    public static double Likeness(SignalState input, int p, int r)
    {
        var product = input.AtPoint(p) * input.AtPoint(r);
        if (product <= 0)
            return 0;
        var kurtosis = Math.Sqrt(Kurtosis(input, p) * Kurtosis(input, r));
        return 1 + ((kurtosis - 1) * Math.Min(1, input.Kernel[p, r] * input.Kernel[p, r] / product));
    }

    /// <summary>
    /// The same for a gradient: counted over units where it is measured (at the last layer, with few units); elsewhere that of a
    /// normal one times the slopes of relu, 3 / ½.
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
