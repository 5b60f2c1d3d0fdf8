namespace Experiments.Signal.Predict;

/// <summary>Theory's prediction for one linear or convolution layer: the counterpart of <see cref="Measure.LayerSignal"/>.</summary>
/// <param name="PreActivation">Input of its activation: the layer's output after any normalisation or addition
/// between; null if nothing can be predicted.</param>
/// <param name="Activation">Output of its activation; null if none follows or nothing can be predicted.</param>
/// <param name="Gradient">
/// Second moment of the gradient with respect to the pre-activation, in units of the gradient measured at the anchor: the last layer, or
/// the nearest layer above at which the backward pass starts anew. Null at an anchor itself, and where nothing can be predicted. The
/// gradient's mean is almost 0, so this is its variance too.
/// </param>
public sealed record LayerPrediction(string Layer, PredictedMoments? PreActivation, PredictedMoments? Activation, Predicted? Gradient)
{
    /// <summary>What the forward numbers start anew from at this layer, or why there are none;
    /// null if they follow from the layer before.</summary>
    public string? ForwardNote { get; init; }

    /// <summary>Which measured gradient the backward number is relative to, or why there is none;
    /// null if it follows from the layer after.</summary>
    public string? BackwardNote { get; init; }
}
