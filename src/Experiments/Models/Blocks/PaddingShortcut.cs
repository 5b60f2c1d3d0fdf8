namespace Experiments.Models;

/// <summary>
/// A shortcut without parameters that reduces the positions and adds channels. The output has every <c>stride</c>-th row and column, and
/// additional channels of zeros. Half of these channels are before the input's channels and half after them. If the number of added
/// channels is odd, the extra channel is after the input's channels. Option A of He, Zhang, Ren and Sun, Deep Residual Learning for Image
/// Recognition, 2016, section 4.2.
/// </summary>
public sealed class PaddingShortcut : Module<Tensor, Tensor>
{
    private readonly long _before;
    private readonly long _behind;

    /// <param name="outputs">Number of output channels, at least <paramref name="inputs"/>.</param>
    public PaddingShortcut(long inputs, long outputs, long stride)
        : base("PaddingShortcut")
    {
        (Inputs, Outputs, Stride) = ((int)inputs, (int)outputs, (int)stride);
        _before = (outputs - inputs) / 2;
        _behind = outputs - inputs - _before;
    }

    public int Inputs { get; }

    public int Outputs { get; }

    public int Stride { get; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var kept = input.slice(2, 0, input.shape[2], Stride).slice(3, 0, input.shape[3], Stride);
        return scope.MoveToOuter(functional.pad(kept, new[] { 0, 0, 0, 0, _before, _behind }, PaddingModes.Constant, 0));
    }
}
