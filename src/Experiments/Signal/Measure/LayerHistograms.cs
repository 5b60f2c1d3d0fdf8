namespace Experiments.Signal.Measure;

/// <summary>Histograms of one layer. A histogram is null if a value is not finite or there are no values.</summary>
/// <param name="PreActivation">Input of the activation; if a normalisation follows the layer, the output of this normalisation.</param>
public sealed record LayerHistograms(Histogram? PreActivation, Histogram? Activation, Histogram? PreActivationGradient, Histogram? Weight,
    Histogram? WeightGradient)
{
    /// <summary>Histogram of log₁₀ |x| of the activation's nonzero outputs (without an activation, of the pre-activations); null if not
    /// requested.</summary>
    public Histogram? ActivationMagnitude { get; init; }

    /// <summary>Histogram of log₁₀ |g| of the nonzero gradients with respect to the pre-activation; null if not requested.</summary>
    public Histogram? GradientMagnitude { get; init; }
}
