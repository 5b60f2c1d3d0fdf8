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
        if (kinds.Count > Most)
            return [];
        var numbers = kinds.Select(field => MeanFieldLayers.NumbersOf(field, result)).ToList();
        return [.. numbers.Select(Sentence), .. numbers is [var only] ? Decay(result, only) : []];
    }

    private static IEnumerable<string> Decay(ProbeResult result, MeanFieldNumbers numbers)
    {
        if (CorrelationDecay.Of(result, numbers) is not { } decay)
            yield break;
        var error = double.IsFinite(decay.StandardError) ? $" ± {ProbeText.Number(decay.StandardError)}" : "";
        var fitted = decay.Predicted is { } predicted ? $", to the predicted numbers {Layers(predicted)}" : "";
        yield return $"Correlation of two inputs by layer: ξ_c fitted to the measured numbers is {Layers(decay.Measured, error)}{fitted}; "
            + $"the theory's value, near c*, is {Layers(decay.Depth)}.";
    }

    private static string Sentence(MeanFieldNumbers numbers)
    {
        var field = numbers.Field;
        return $"Mean field of {ActivationRegistry.Instance.NameOf(field.Activation)} at σ_w² = {ProbeText.Number(field.WeightVariance)}, "
            + $"σ_b² = {ProbeText.Number(field.BiasVariance)}: {Length(numbers)}{Critical(numbers)}.";
    }

    private static string Length(MeanFieldNumbers numbers)
    {
        var (susceptibility, phase) = (ProbeText.Number(numbers.Susceptibility), numbers.Phase.ToString().ToLowerInvariant());
        if (numbers.Outcome == LengthOutcome.Preserved)
            return $"{phase} (χ₁ = {susceptibility}), the variance is preserved";
        if (numbers is not { Q: { } q, LengthDepth: { } lengthDepth })
            return $"the variance grows without bound, and χ₁ tends to {susceptibility}";
        var length = $"q* = {ProbeText.Number(q)} (ξ_q {Layers(lengthDepth)}), χ₁ = {susceptibility}, {phase}";
        return numbers is { Correlation: { } correlation, CorrelationDepth: { } depth, TrainableDepth: { } trainable }
            ? $"{length}; the correlation of two inputs tends to c* = {ProbeText.Number(correlation)} (ξ_c {Layers(depth)}); trainable up "
                + $"to about 6 ξ_c = {Layers(trainable)}"
            : length;
    }

    private static string Critical(MeanFieldNumbers numbers)
    {
        if (numbers.CriticalPoints.Count == 0)
            return "; no critical σ_w² was found for this σ_b²";
        var nearest = numbers.CriticalPoints.MinBy(point => Math.Abs(Math.Log(point.WeightVariance / numbers.Field.WeightVariance)));
        return $"; the critical σ_w² is {nearest.WeightVariance.ToString("G5", CultureInfo.InvariantCulture)}";
    }

    private static string Layers(double depth, string error = "") =>
        double.IsNaN(depth) ? "none" : double.IsInfinity(depth) ? "∞" : $"{ProbeText.Number(depth)}{error} layers";
}
