namespace Experiments.Signal.Predict;

/// <summary>Replaces the second moments and the kernel behind a batch normalisation by those of <see cref="InverseVariance.Equalised"/>.
/// Without this step, an example that is much longer than the others would become longer in each layer.</summary>
internal static class EqualisedKernel
{
    // A ratio that is extrapolated to an example outside the sample stays above this share of the smallest ratio in the sample.
    private const double Least = 0.5;

    public static SignalState Of(SignalState divided, NormStage stage)
    {
        if (InverseVariance.Equalised(divided) is not { } kernel)
            return divided;
        var (points, shift) = (divided.Points, stage.Shift * stage.Shift);
        var lengths = Enumerable.Range(0, points.Count).Select(divided.VarianceAt).ToArray();
        var ratios = lengths.Select((length, p) => length > 0 ? kernel[p, p] / length : 1).ToArray();
        var (level, slope) = NormSteps.Line(lengths, ratios);
        var least = Least * ratios.Min();
        var known = new Dictionary<int, double>();
        for (var p = 0; p < points.Count; p++)
            known[points.InMap(p)] = ratios[p];
        var varying = divided.Second.Select(second => second - shift).ToArray();
        var map = varying.Select((value, index) =>
            value * (known.TryGetValue(index, out var ratio) ? ratio : Math.Max(level + (slope * value), least))).ToArray();
        var fit = map.Sum() is > 0 and var sum ? varying.Sum() / sum : 1;
        var second = map.Select(value => (fit * value) + shift).ToArray();
        return divided with
        {
            Second = second,
            Kernel = SymmetricMatrix.Make(points.Count, (p, r) => p == r
                ? second[points.InMap(p)]
                : (Likeness(p, r) * Math.Sqrt(fit * fit * map[points.InMap(p)] * map[points.InMap(r)])) + shift),
        };

        double Likeness(int p, int r) => kernel[p, p] > 0 && kernel[r, r] > 0
            ? Math.Clamp(kernel[p, r] / Math.Sqrt(kernel[p, p] * kernel[r, r]), -1, 1)
            : 0;
    }
}
