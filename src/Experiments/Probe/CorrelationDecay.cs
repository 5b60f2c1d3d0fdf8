using Experiments.Signal.Predict;

namespace Experiments.Probe;

/// <summary>
/// The correlation of two inputs by depth, fitted by <c>c_l − c* ∝ exp(−l / ξ_c)</c> over the hidden layers from the second on. c* is the
/// limit of mean-field theory. The same fit to the predicted correlations shows how much of a difference from the theory's ξ_c comes from
/// the finite depth: far from c*, the decay is not yet exponential.
/// </summary>
/// <param name="Limit">c* of mean-field theory.</param>
/// <param name="Depth">ξ_c of mean-field theory, in layers: the rate near c*.</param>
/// <param name="Measured">ξ_c fitted to the measured correlations of all seeds; NaN if they do not approach c*.</param>
/// <param name="StandardError">Jackknife standard error over the seeds; NaN for a single seed.</param>
/// <param name="Predicted">ξ_c fitted to the predicted correlations; null if a layer has no prediction.</param>
public sealed record CorrelationDecay(double Limit, double Depth, double Measured, double StandardError, double? Predicted)
{
    private const int FewestLayers = 5;

    // If the inputs are closer to c* at the start, chance differences hide the decay.
    private const double LeastStart = 0.05;

    // Closer to the limit 1, the rounding errors of float32 count.
    private const double Nearest = 1e-5;

    /// <summary>Returns the fit; null for fewer than five hidden layers, for different layers, without a limit c*, and if the inputs have
    /// about the correlation c* from the start.</summary>
    public static CorrelationDecay? Of(ProbeResult result) =>
        MeanFieldLayers.Kinds(result) is [var field] ? Of(result, MeanFieldLayers.NumbersOf(field, result)) : null;

    /// <summary>Does the same for a network whose hidden layers are all of one kind.</summary>
    /// <param name="numbers">Mean-field numbers of this kind.</param>
    internal static CorrelationDecay? Of(ProbeResult result, MeanFieldNumbers numbers)
    {
        var layers = MeanFieldLayers.Hidden(result).Skip(1).ToList();
        if (layers.Count + 1 < FewestLayers)
            return null;
        if (numbers is not { Correlation: { } limit, CorrelationDepth: { } depth })
            return null;
        var seeds = Enumerable.Range(0, result.Seeds.Count)
            .Select(seed => layers.Select(layer => layer.Measured[seed].InputCorrelation).ToList()).ToList();
        if (seeds.Any(seed => seed.Any(correlation => correlation is null)))
            return null;
        var measured = seeds.Select(seed => seed.Select(correlation => correlation!.Value).ToArray()).ToList();
        if (Math.Abs(measured.Average(seed => seed[0]) - limit) < LeastStart)
            return null;
        var predicted = layers.Select(layer => layer.PredictedCorrelation).ToList();
        return new CorrelationDecay(limit, depth, Fit(measured, limit), Jackknife(measured, limit),
            predicted.All(correlation => correlation is not null)
                ? Fit([[.. predicted.Select(correlation => correlation!.Value)]], limit)
                : null);
    }

    /// <summary>
    /// Fits <c>c_{l+1} − c* = λ (c_l − c*)</c> by least squares over all layers and seeds, and returns −1 / ln λ. If c* is 1, the
    /// fluctuations are proportional to 1 − c, so each layer has the same relative weight; otherwise the same absolute weight.
    /// </summary>
    /// <param name="seeds">Correlations of successive layers, for each seed.</param>
    /// <returns>The depth scale in layers; infinite for λ = 1, NaN for other λ outside 0 to 1 and if all correlations are at c*.</returns>
    internal static double Fit(IReadOnlyList<double[]> seeds, double limit)
    {
        var pairs = seeds.SelectMany(seed => seed.Zip(seed.Skip(1), (from, to) => (From: from - limit, To: to - limit)))
            .Where(pair => Math.Abs(pair.From) > Nearest).ToList();
        if (pairs.Count == 0)
            return double.NaN;
        var slope = limit == 1
            ? pairs.Average(pair => pair.To / pair.From)
            : pairs.Sum(pair => pair.From * pair.To) / pairs.Sum(pair => pair.From * pair.From);
        return slope > 0 ? DepthScale.Of(slope) : double.NaN;
    }

    private static double Jackknife(List<double[]> seeds, double limit)
    {
        if (seeds.Count < 2)
            return double.NaN;
        var without = seeds.Select((_, left) => Fit([.. seeds.Where((_, seed) => seed != left)], limit)).ToList();
        var mean = without.Average();
        return Math.Sqrt((seeds.Count - 1.0) / seeds.Count * without.Sum(fit => (fit - mean) * (fit - mean)));
    }
}
