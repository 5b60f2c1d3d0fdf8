using Experiments.Options.Expressions;
using Experiments.Scripts;

namespace Experiments.Initialization;

/// <summary>A matrix with a gain on the diagonal and zeros elsewhere. For gain 1, the scheme equals PyTorch's <c>eye_</c>. Output i is
/// input i times the gain, or 0 if the layer has no input i.</summary>
public sealed record EyeScheme : Scheme
{
    [Option("gain", "The number on the diagonal. With a small number, a residual branch starts near zero, so that its block starts near "
        + "the identity.",
        Minimum = 0, ExclusiveMinimum = true)]
    public Expression GainValue { get; init; } = 1;

    /// <inheritdoc/>
    public override string? Objection(InitTarget target) =>
        target.Shape.Count == 2 ? null : "fills only matrices, the weights of linear layers";

    /// <inheritdoc/>
    public override WeightLaw? Law(InitTarget target)
    {
        var share = 1.0 / Math.Max(target.Shape[0], target.Shape[1]);
        var gain = target.ValueOf(GainValue);
        return new WeightLaw(gain * share, gain * Math.Sqrt(share * (1 - share))) { Entries = EntryKind.Fixed };
    }

    /// <inheritdoc/>
    public override double EmptyShare(InitTarget target) => Math.Max(0, 1 - (target.Shape[1] / (double)target.Shape[0]));

    /// <inheritdoc/>
    public override PyText? PyTorch(InitTarget target, string tensor) =>
        $"nn.init.eye_({tensor}){Times(target.ValueOf(GainValue))}";

    /// <inheritdoc/>
    public override void Fill(Tensor tensor, InitTarget target, Generator generator)
    {
        tensor.zero_();
        var values = MemoryMarshal.Cast<byte, float>(tensor.bytes);
        var columns = (int)target.Shape[1];
        var gain = (float)target.ValueOf(GainValue);
        for (var i = 0; i < Math.Min(target.Shape[0], columns); i++)
            values[(i * columns) + i] = gain;
    }
}
