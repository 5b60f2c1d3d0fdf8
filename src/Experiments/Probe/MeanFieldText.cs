using Experiments.Models;
using Experiments.Signal.Predict;

namespace Experiments.Probe;

/// <summary>Mean-field theory of a network's hidden layers, as if they were infinitely many and
/// wide: a sentence for each (φ, σ_w², σ_b²).</summary>
public static class MeanFieldText
{
    // With more kinds of layers the network is not one of equal layers.
    private const int Most = 3;

    /// <summary>The sentences; none with normalisation, shortcuts, dropout, or weights or biases
    /// of a mean other than 0, which this theory does not cover.</summary>
    public static IEnumerable<string> Of(ProbeResult result)
    {
        var hidden = result.Layers.Where(layer => layer.Weight.Layer is { IsHidden: true, Activation: not null }).ToList();
        if (hidden.Any(layer => layer.Weight.Layer is { FollowedByNorm: true } or not { BranchCount: 0, KeptShare: 1 }
            || layer.Weight is not { Std: > 0, Layer.Fans: not null } or { Law.IsCentred: false }
            || layer.BiasStd is null || layer.BiasMean != 0))
            return [];
        // The first layer's input is no activation's output. Layers that differ by rounding are one kind, which is solved with exact
        // variances: at the critical point the seventh digit decides the phase.
        var kinds = hidden.Skip(hidden.Count > 1 ? 1 : 0)
            .GroupBy(layer => (layer.Weight.Layer.Activation, Round(WeightVariance(layer)), Round(BiasVariance(layer))),
                (_, layers) => layers.First()).ToList();
        return kinds.Count > Most
            ? []
            : kinds.Select(layer => Sentence(layer.Weight.Layer.Activation!, WeightVariance(layer), BiasVariance(layer),
                result.InputSecondMoment));
    }

    private static double WeightVariance(ProbedLayer layer) => layer.Weight.Layer.Fans!.Value.In * Square(layer.Weight.Std!.Value);

    private static double BiasVariance(ProbedLayer layer) => Square(layer.BiasStd!.Value);

    private static string Sentence(ActivationOptions activation, double weightVariance, double biasVariance, double input)
    {
        var field = new MeanField(activation, weightVariance, biasVariance);
        var at = $"Mean field of {ActivationRegistry.Instance.NameOf(activation)} at σ_w² = {ProbeText.Number(weightVariance)}, σ_b² = "
            + $"{ProbeText.Number(biasVariance)}: ";
        return at + Length(field, input) + Critical(activation, weightVariance, biasVariance) + ".";
    }

    private static string Length(MeanField field, double input)
    {
        if (field.KeepsEveryLength)
            return $"it keeps every length, χ₁ = {ProbeText.Number(field.Susceptibility(1))}, {Word(field.PhaseAt(1))}";
        if (field.Limit(input > 0 ? input : 1) is not { } limit)
            return $"lengths grow without bound, in the end χ₁ = {ProbeText.Number(field.Susceptibility(1e10))} a layer";
        var length = $"q* = {ProbeText.Number(limit.Q)} (ξ_q {Layers(limit.Depth)}), χ₁ = "
            + $"{ProbeText.Number(field.Susceptibility(limit.Q))}, {Word(field.PhaseAt(limit.Q))}";
        // At q* = 0 no signal is left that could be correlated.
        if (limit.Q == 0)
            return length;
        var correlation = field.LimitCorrelation(limit.Q);
        return $"{length}; two inputs tend to the correlation c* = {ProbeText.Number(correlation)} (ξ_c "
            + $"{Layers(field.CorrelationDepth(limit.Q))}), trainable to about 6 ξ_c = {Layers(field.TrainableDepth(limit.Q))}";
    }

    private static string Critical(ActivationOptions activation, double weightVariance, double biasVariance)
    {
        var points = CriticalLine.At(activation, biasVariance);
        if (points.Count == 0)
            return "; no σ_w² is critical at this σ_b²";
        var nearest = points.MinBy(point => Math.Abs(Math.Log(point.WeightVariance / weightVariance)));
        return $"; critical at σ_w² = {nearest.WeightVariance.ToString("G5", CultureInfo.InvariantCulture)}";
    }

    private static string Word(Phase phase) => phase.ToString().ToLowerInvariant();

    private static string Layers(double depth) =>
        double.IsNaN(depth) ? "none" : double.IsInfinity(depth) ? "∞" : $"{ProbeText.Number(depth)} layers";

    private static double Round(double value) =>
        double.Parse(value.ToString("G6", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static double Square(double number) => number * number;
}
