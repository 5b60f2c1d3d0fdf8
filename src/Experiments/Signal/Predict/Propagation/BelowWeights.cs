namespace Experiments.Signal.Predict;

/// <summary>
/// Change of a gradient between a batch normalisation and the input of the weights before it. Here s is the standard deviation of a
/// channel, and w is the weight vector of the channel. Between weights and normalisation the factor on the gradient is the mean of 1/s²
/// over channels. At the input of the weights the factor is E |w|² / (n E w² s²), because a channel with a large |w| has a large s.
/// </summary>
/// <param name="Ratio">The factor at the input of the weights, divided by the factor between weights and normalisation.</param>
/// <param name="Noise"><see cref="Gradient.Noise"/> at the input of the weights.</param>
/// <param name="ModelError"><see cref="Gradient.ModelError"/> at the input of the weights.</param>
internal sealed record BelowWeights(double Ratio, double[,] Noise, double ModelError);
