using Experiments.Signal.Predict;

namespace Experiments.Probe;

/// <summary>Predictions for one layer of one network, in the measured units.</summary>
/// <param name="PreActivation">Moments of its activation's input; null if nothing can be predicted.</param>
/// <param name="Activation">Moments of its activation's output; null if none follows or nothing can be predicted.</param>
/// <param name="Gradient">Variance of the gradient with respect to the pre-activation; null if nothing can be predicted.</param>
/// <param name="ForwardNote">Why the forward prediction restarts here, or is missing.</param>
/// <param name="BackwardNote">Why the backward prediction restarts here, or is missing.</param>
public sealed record LayerForecast(PredictedMoments? PreActivation, PredictedMoments? Activation, Predicted? Gradient, string? ForwardNote,
    string? BackwardNote);
