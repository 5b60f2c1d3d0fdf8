using Experiments.Options.Expressions;
using Experiments.Scripts;

namespace Experiments.Initialization;

/// <summary>N(mean, std²), PyTorch's <c>normal_</c>. std is the standard deviation. In papers, the second number of N(0, 0.01) may be a
/// standard deviation or a variance.</summary>
public sealed record NormalScheme : Scheme
{
    [Option("mean", "Mean.")]
    public Expression Mean { get; init; } = 0;

    [Option("std", "Standard deviation, not variance.", Minimum = 0)]
    public Expression StandardDeviation { get; init; } = 1;

    /// <inheritdoc/>
    public override WeightLaw? Law(InitTarget target) => new(target.ValueOf(Mean), target.ValueOf(StandardDeviation));

    /// <inheritdoc/>
    public override PyText? PyTorch(InitTarget target, string tensor) => Py.Call("nn.init.normal_", [tensor],
        ("mean", target.ValueOf(Mean), 0), ("std", target.ValueOf(StandardDeviation), 1));

    /// <inheritdoc/>
    public override void Fill(Tensor tensor, InitTarget target, Generator generator) =>
        tensor.normal_(target.ValueOf(Mean), target.ValueOf(StandardDeviation), generator: generator);
}
