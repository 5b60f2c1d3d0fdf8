namespace Experiments.Initialization;

/// <summary>
/// A scheme that looks at data: once every parameter of the network has been filled, it changes the weight by what the layer makes of a batch of training
/// examples. Layers are calibrated one after the other, in the order in which the signal reaches them.
/// </summary>
public abstract record CalibratedScheme : Scheme
{
    /// <summary>How many training examples it looks at.</summary>
    public abstract int Examples { get; }

    /// <summary>Changes the weight in place.</summary>
    /// <param name="layer">The layer's weight and a way to measure its outputs under it.</param>
    /// <returns>What a person should know, as the reason in a warning; null for nothing.</returns>
    /// <exception cref="Configuration.InputException">The outputs are such that it can't be done.</exception>
    public abstract string? Calibrate(LayerProbe layer);
}
