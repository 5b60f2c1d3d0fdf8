namespace Experiments.Signal.Predict;

/// <summary>Prediction for one linear or convolution layer: the counterpart of <see cref="Measure.LayerSignal"/>.</summary>
/// <param name="PreActivation">Moments of the activation's input, after any normalisation or addition between layer and activation; null if
/// nothing can be predicted.</param>
/// <param name="Activation">Moments of the activation's output; null without an activation or if nothing can be predicted.</param>
/// <param name="Gradient">
/// Second moment of the gradient with respect to the pre-activation, in units of the measured gradient of the layer at which the backward
/// prediction started. This start is the last layer, or the next later layer at which the backward prediction restarts. Null at such a
/// start, and if nothing can be predicted. The mean of the gradient is almost 0, so the second moment equals the variance.
/// </param>
public sealed record LayerPrediction(string Layer, PredictedMoments? PreActivation, PredictedMoments? Activation, Predicted? Gradient)
{
    /// <summary>Mean correlation of the responses to two examples, the counterpart of <see cref="Measure.InputCorrelation"/>; null if
    /// nothing can be predicted.</summary>
    public double? InputCorrelation { get; init; }

    /// <summary>Reason why the forward prediction restarts at this layer or is missing; null if the prediction follows from the previous
    /// layer.</summary>
    public string? ForwardNote { get; init; }

    /// <summary>Reason why the backward prediction restarts at this layer or is missing; null if the prediction follows from the next
    /// layer.</summary>
    public string? BackwardNote { get; init; }
}
