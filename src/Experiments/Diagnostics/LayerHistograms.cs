namespace Experiments.Diagnostics;

/// <summary>Histograms of one layer; null where a value was not finite, or there is nothing to count.</summary>
/// <param name="PreActivation">Of what its activation sees.</param>
/// <param name="Activation">Of what its activation gives.</param>
/// <param name="PreActivationGradient">Of the gradient with respect to the pre-activation.</param>
/// <param name="Weight">Of its weight.</param>
/// <param name="WeightGradient">Of the gradient of its weight.</param>
public sealed record LayerHistograms(Histogram? PreActivation, Histogram? Activation, Histogram? PreActivationGradient, Histogram? Weight, Histogram? WeightGradient);
