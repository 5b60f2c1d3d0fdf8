using Experiments.Models;
using Experiments.Signal.Predict;

namespace Experiments.Probe;

/// <summary>Writes the results of mean-field theory for a network's hidden layers, one sentence for each triple (φ, σ_w², σ_b²). The theory
/// assumes infinitely many layers of infinite width.</summary>
public static class MeanFieldText
{
    // The theory is about equal layers, so a network with several kinds of layers gets no sentence.
    private const int Most = 3;

    /// <summary>Returns the sentences. The result is empty for a network with normalisation, shortcuts or dropout, or with weights or
    /// biases whose mean is not 0, because the theory does not cover these networks.</summary>
    public static IEnumerable<string> Of(ProbeResult result)
    {
        var kinds = MeanFieldLayers.Kinds(result);
        return kinds.Count > Most
            ? []
            : kinds.Select(field => Sentence(field, result.InputSecondMoment)).Concat(Decay(result));
    }

    private static IEnumerable<string> Decay(ProbeResult result)
    {
        if (CorrelationDecay.Of(result) is not { } decay)
            yield break;
        var error = double.IsFinite(decay.StandardError) ? $" ± {ProbeText.Number(decay.StandardError)}" : "";
        var fitted = decay.Predicted is { } predicted ? $", to the predicted numbers {Layers(predicted)}" : "";
        yield return $"Correlation of two inputs by layer: ξ_c fitted to the measured numbers is {Layers(decay.Measured, error)}{fitted}; "
            + $"the theory's value, near c*, is {Layers(decay.Depth)}.";
    }

    private static string Sentence(MeanField field, double input)
    {
        var (activation, weightVariance, biasVariance) = (field.Activation, field.WeightVariance, field.BiasVariance);
        var at = $"Mean field of {ActivationRegistry.Instance.NameOf(activation)} at σ_w² = {ProbeText.Number(weightVariance)}, σ_b² = "
            + $"{ProbeText.Number(biasVariance)}: ";
        return at + Length(field, input) + Critical(activation, weightVariance, biasVariance) + ".";
    }

    private static string Length(MeanField field, double input)
    {
        if (field.KeepsEveryLength)
            return $"{Word(field.PhaseAt(1))} (χ₁ = {ProbeText.Number(field.Susceptibility(1))}), the variance is preserved";
        if (field.Limit(input > 0 ? input : 1) is not { } limit)
            return $"the variance grows without bound, and χ₁ tends to {ProbeText.Number(field.Susceptibility(1e10))}";
        var length = $"q* = {ProbeText.Number(limit.Q)} (ξ_q {Layers(limit.Depth)}), χ₁ = "
            + $"{ProbeText.Number(field.Susceptibility(limit.Q))}, {Word(field.PhaseAt(limit.Q))}";
        // If q* = 0, the signal vanishes, so its correlation is not defined.
        if (limit.Q == 0)
            return length;
        var correlation = field.LimitCorrelation(limit.Q);
        return $"{length}; the correlation of two inputs tends to c* = {ProbeText.Number(correlation)} (ξ_c "
            + $"{Layers(field.CorrelationDepth(limit.Q))}); trainable up to about 6 ξ_c = {Layers(field.TrainableDepth(limit.Q))}";
    }

    private static string Critical(ActivationOptions activation, double weightVariance, double biasVariance)
    {
        var points = CriticalLine.At(activation, biasVariance);
        if (points.Count == 0)
            return "; there is no critical σ_w² for this σ_b²";
        var nearest = points.MinBy(point => Math.Abs(Math.Log(point.WeightVariance / weightVariance)));
        return $"; the critical σ_w² is {nearest.WeightVariance.ToString("G5", CultureInfo.InvariantCulture)}";
    }

    private static string Word(Phase phase) => phase.ToString().ToLowerInvariant();

    private static string Layers(double depth, string error = "") =>
        double.IsNaN(depth) ? "none" : double.IsInfinity(depth) ? "∞" : $"{ProbeText.Number(depth)}{error} layers";
}
