using Experiments.Options.Expressions;
using Experiments.Scripts;

namespace Experiments.Initialization;

/// <summary>Sets all values to <c>val</c>, as PyTorch's <c>constant_</c> does.</summary>
public sealed record ConstantScheme : Scheme
{
    [Option("val", "The number.", Required = true)]
    public Expression Value { get; init; } = 0;

    /// <inheritdoc/>
    public override WeightLaw? Law(InitTarget target) => new(target.ValueOf(Value), 0) { Entries = EntryKind.Equal };

    /// <inheritdoc/>
    public override PyText? PyTorch(InitTarget target, string tensor) =>
        $"nn.init.constant_({tensor}, {Py.Number(target.ValueOf(Value))})";

    /// <inheritdoc/>
    public override void Fill(Tensor tensor, InitTarget target, Generator generator) => tensor.fill_(target.ValueOf(Value));
}
