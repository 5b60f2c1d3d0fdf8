namespace Experiments.Diagnostics;

/// <summary>Histograms of one layer; null where a value was not finite, or there is nothing to count.</summary>
/// <param name="PreActivation">Of what its activation sees.</param>
/// <param name="Activation">Of what its activation gives.</param>
/// <param name="PreActivationGradient">Of the gradient with respect to the pre-activation.</param>
/// <param name="Weight">Of its weight.</param>
/// <param name="WeightGradient">Of the gradient of its weight.</param>
public sealed record LayerHistograms(Histogram? PreActivation, Histogram? Activation, Histogram? PreActivationGradient, Histogram? Weight, Histogram? WeightGradient)
{
    /// <summary>Of log₁₀ |x| of what its activation gives, or of the pre-activation where none follows, where x is not 0; null where it wasn't asked for.</summary>
    public Histogram? ActivationMagnitude { get; init; }

    /// <summary>Of log₁₀ |g| of the gradient with respect to the pre-activation, where that is not 0; null where it wasn't asked for.</summary>
    public Histogram? GradientMagnitude { get; init; }
}
