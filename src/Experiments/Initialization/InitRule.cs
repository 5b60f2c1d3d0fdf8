using Experiments.Configuration;

namespace Experiments.Initialization;

/// <summary>An exception to a policy, for the layers that it matches; what it leaves null stays as it was.</summary>
public sealed record InitRule
{
    [Option("match", "Layer name, as a glob: '*' is any text, '?' one character ('features.*').")]
    public string Match { get; init; } = "*";

    [Option("kind", "Only layers of this kind.", Allowed = ["linear", "conv", "norm", "prelu"])]
    public string? Kind { get; init; }

    [Option("depth", "Only the layer with this number among the linear and convolution layers: 0 is the first, -1 the last.")]
    public int? Depth { get; init; }

    [Option("weight", "Scheme of the weight of the layers that match.")]
    public Scheme? Weight { get; init; }

    [Option("bias", "Scheme of the bias of the layers that match.")]
    public Scheme? Bias { get; init; }
}
