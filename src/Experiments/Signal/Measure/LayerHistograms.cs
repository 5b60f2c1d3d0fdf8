namespace Experiments.Signal.Measure;

/// <summary>Histograms of one layer; null if a value was not finite, or if there is nothing to count.</summary>
/// <param name="PreActivation">Its activation's input, after a normalisation if one follows the layer.</param>
public sealed record LayerHistograms(Histogram? PreActivation, Histogram? Activation, Histogram? PreActivationGradient, Histogram? Weight,
    Histogram? WeightGradient)
{
    /// <summary>Histogram of log₁₀ |x| of its activation's nonzero outputs (without one, of the
    /// pre-activations); null if not asked for.</summary>
    public Histogram? ActivationMagnitude { get; init; }

    /// <summary>Histogram of log₁₀ |g| of the nonzero gradients with respect to the pre-activation; null if not asked for.</summary>
    public Histogram? GradientMagnitude { get; init; }
}
