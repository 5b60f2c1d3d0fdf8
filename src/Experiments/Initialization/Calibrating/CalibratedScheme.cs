namespace Experiments.Initialization;

/// <summary>
/// A scheme that depends on training data. After all parameters of the network are filled, such a scheme changes a layer's weight,
/// depending on the layer's outputs for training examples. Layers are calibrated one at a time, in the order of the forward pass.
/// </summary>
public abstract record CalibratedScheme : Scheme
{
    /// <summary>Number of training examples to use.</summary>
    public abstract int Examples { get; }

    /// <summary>Changes the weight in place.</summary>
    /// <returns>The reason for a warning; null without a warning.</returns>
    /// <exception cref="InputException">The outputs make calibration impossible.</exception>
    public abstract string? Calibrate(LayerProbe layer);
}
