namespace Experiments.Diagnostics;

/// <summary>What one linear or convolution layer does to the signal of the probe batch: a line of <c>signal.jsonl</c>.</summary>
/// <param name="Layer">Its name.</param>
/// <param name="Depth">Its number among the linear and convolution layers, 0 the first.</param>
/// <param name="Kind"><c>linear</c> or <c>conv</c>.</param>
/// <param name="PreActivation">Moments of what its activation sees, over examples and units: its output, normalised where a normalisation stands between.</param>
/// <param name="Activation">Moments of what its activation gives; null where none follows.</param>
/// <param name="PreActivationGradient">Moments of the gradient of the probe's mean loss with respect to the pre-activation.</param>
/// <param name="Weight">Moments of its weight.</param>
/// <param name="WeightNorm">Euclidean norm of its weight.</param>
/// <param name="WeightGradientNorm">Euclidean norm of the gradient of the probe's mean loss with respect to its weight.</param>
public sealed record LayerSignal(
    string Layer, int Depth, string Kind, Moments PreActivation, Moments? Activation, Moments PreActivationGradient, Moments Weight, double WeightNorm, double WeightGradientNorm);
