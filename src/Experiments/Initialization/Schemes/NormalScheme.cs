using Experiments.Configuration;
using static TorchSharp.torch;

namespace Experiments.Initialization;

/// <summary>N(mean, std²), PyTorch's <c>normal_</c>. The second number is the standard deviation: papers that write N(0, 0.01) mean one or the other.</summary>
public sealed record NormalScheme : Scheme
{
    [Option("mean", "Mean.")]
    public double Mean { get; init; }

    [Option("std", "Standard deviation, not variance.", Minimum = 0)]
    public double StandardDeviation { get; init; } = 1;

    /// <inheritdoc/>
    public override double? Std(InitTarget target) => StandardDeviation;

    /// <inheritdoc/>
    public override void Fill(Tensor tensor, InitTarget target, Generator generator) =>
        tensor.normal_(Mean, StandardDeviation, generator: generator);
}
