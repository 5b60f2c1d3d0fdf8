using Experiments.Scripts;

namespace Experiments.Initialization;

public sealed record OnesScheme : Scheme
{
    /// <inheritdoc/>
    public override WeightLaw? Law(InitTarget target) => new(1, 0) { Entries = EntryKind.Equal };

    /// <inheritdoc/>
    public override PyText? PyTorch(InitTarget target, string tensor) => $"nn.init.ones_({tensor})";

    /// <inheritdoc/>
    public override void Fill(Tensor tensor, InitTarget target, Generator generator) => tensor.fill_(1.0);
}
