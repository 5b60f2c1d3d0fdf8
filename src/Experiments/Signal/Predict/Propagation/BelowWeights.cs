namespace Experiments.Signal.Predict;

/// <summary>
/// How a gradient that has passed a batch normalisation changes below the weights before it. Between the two it is multiplied by E 1/s²
/// over channels; below the weights by E |w|² / (n E w² s²), since long weights make s large.
/// </summary>
/// <param name="Ratio">The second over the first.</param>
/// <param name="Noise">What <see cref="Gradient.Noise"/> is below.</param>
/// <param name="ModelError">What <see cref="Gradient.ModelError"/> is below.</param>
internal sealed record BelowWeights(double Ratio, double[,] Noise, double ModelError);
