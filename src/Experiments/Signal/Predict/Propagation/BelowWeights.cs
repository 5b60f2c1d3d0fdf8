namespace Experiments.Signal.Predict;

/// <summary>
/// Change of a gradient between a batch normalisation and the input of the weights before it. Between weights and normalisation the
/// gradient is multiplied by E 1/s² over channels. At the input of the weights the factor is E |w|² / (n E w² s²), because a channel with
/// long weights has a large s.
/// </summary>
/// <param name="Ratio">Ratio of the second factor to the first.</param>
/// <param name="Noise"><see cref="Gradient.Noise"/> at the input of the weights.</param>
/// <param name="ModelError"><see cref="Gradient.ModelError"/> at the input of the weights.</param>
internal sealed record BelowWeights(double Ratio, double[,] Noise, double ModelError);
