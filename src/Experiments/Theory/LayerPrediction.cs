namespace Experiments.Theory;

/// <summary>What theory says of one linear or convolution layer: the counterpart of <see cref="Diagnostics.LayerSignal"/>.</summary>
/// <param name="Layer">Its name.</param>
/// <param name="PreActivation">What its activation sees: its output, normalised or added to a shortcut where that stands between; null where nothing can be predicted.</param>
/// <param name="Activation">What its activation gives; null where none follows or nothing can be predicted.</param>
/// <param name="Gradient">
/// Second moment of the gradient with respect to what its activation sees, in the unit of the gradient that was measured at the anchor: the
/// last layer, or the nearest layer above at which the way back begins anew. Null at an anchor itself, and where nothing can be predicted.
/// The gradient's mean is next to nothing, so this is its variance too.
/// </param>
public sealed record LayerPrediction(string Layer, PredictedMoments? PreActivation, PredictedMoments? Activation, Predicted? Gradient)
{
    /// <summary>From what the forward numbers begin anew at this layer, or why there are none; null where they follow from the layer before.</summary>
    public string? ForwardNote { get; init; }

    /// <summary>To what measured gradient the backward number is relative, or why there is none; null where it follows from the layer after.</summary>
    public string? BackwardNote { get; init; }
}
