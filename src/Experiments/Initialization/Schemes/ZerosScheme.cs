using Experiments.Scripts;

namespace Experiments.Initialization;

public sealed record ZerosScheme : Scheme
{
    /// <inheritdoc/>
    public override WeightLaw? Law(InitTarget target) => new(0, 0) { Entries = EntryKind.Equal };

    /// <inheritdoc/>
    public override PyText? PyTorch(InitTarget target, string tensor) => $"nn.init.zeros_({tensor})";

    /// <inheritdoc/>
    public override void Fill(Tensor tensor, InitTarget target, Generator generator) => tensor.zero_();
}
