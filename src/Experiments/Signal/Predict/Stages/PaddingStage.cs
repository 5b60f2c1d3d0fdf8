namespace Experiments.Signal.Predict;

/// <summary>A shortcut without weights: every <paramref name="Stride"/>-th row and column, and channels of zeros beside the
/// signal's own (He et al. 2016, option A).</summary>
/// <param name="Outputs">Channels that leave, not fewer.</param>
public sealed record PaddingStage(int Inputs, int Outputs, int Stride) : PassingStage
{
    /// <summary>The positions that are kept, as a window of one tap.</summary>
    public KernelGeometry Window => new(new KernelAxis(1, Stride), new KernelAxis(1, Stride));

    internal override SignalState Forward(SignalState signal) => PaddingSteps.Forward(signal, this);

    internal override Gradient Backward(Gradient gradient, SignalState input) => PaddingSteps.Backward(gradient, this, input);
}
