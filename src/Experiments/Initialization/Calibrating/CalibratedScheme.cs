namespace Experiments.Initialization;

/// <summary>
/// A scheme that looks at data: after every parameter of the network is filled, it changes the weight according to the layer's outputs for
/// training examples. Layers are calibrated one after the other, in the order in which the signal reaches them.
/// </summary>
public abstract record CalibratedScheme : Scheme
{
    /// <summary>Number of training examples it looks at.</summary>
    public abstract int Examples { get; }

    /// <summary>Changes the weight in place.</summary>
    /// <returns>The reason for a warning; null for none.</returns>
    /// <exception cref="InputException">The outputs make calibration impossible.</exception>
    public abstract string? Calibrate(LayerProbe layer);
}
