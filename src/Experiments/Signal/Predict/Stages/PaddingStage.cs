namespace Experiments.Signal.Predict;

/// <summary>A shortcut without weights. The output of the shortcut consists of every <paramref name="Stride"/>-th row and column, and of
/// additional channels of zeros (He et al. 2016, option A).</summary>
/// <param name="Inputs">Number of input channels.</param>
/// <param name="Outputs">Number of output channels; at least the number of input channels.</param>
public sealed record PaddingStage(int Inputs, int Outputs, int Stride) : PassingStage
{
    /// <summary>A kernel with one tap, which selects the kept positions.</summary>
    public KernelGeometry Window => new(new KernelAxis(1, Stride), new KernelAxis(1, Stride));

    internal override SignalState Forward(SignalState signal) => PaddingSteps.Forward(signal, this);

    internal override Gradient Backward(Gradient gradient, SignalState input) => PaddingSteps.Backward(gradient, this, input);
}
