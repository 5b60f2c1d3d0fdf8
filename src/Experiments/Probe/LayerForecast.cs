using Experiments.Signal.Predict;

namespace Experiments.Probe;

/// <summary>Predictions for one layer of one network, in the measured units.</summary>
/// <param name="PreActivation">Moments of the activation's input; null if nothing can be predicted.</param>
/// <param name="Activation">Moments of the activation's output; null without an activation or if nothing can be predicted.</param>
/// <param name="Gradient">Variance of the gradient with respect to the pre-activation; null if nothing can be predicted.</param>
/// <param name="ForwardNote">Reason why the forward prediction restarts at this layer or is missing, otherwise null.</param>
/// <param name="BackwardNote">Reason why the backward prediction restarts at this layer or is missing, otherwise null.</param>
public sealed record LayerForecast(PredictedMoments? PreActivation, PredictedMoments? Activation, Predicted? Gradient, string? ForwardNote,
    string? BackwardNote)
{
    /// <summary>Mean correlation of the responses to two examples; null if nothing can be predicted.</summary>
    public double? InputCorrelation { get; init; }
}
