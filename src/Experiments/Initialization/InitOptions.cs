namespace Experiments.Initialization;

/// <summary>An initialisation policy: the scheme of each parameter.</summary>
public sealed record InitOptions
{
    [Option("weight", "Scheme of linear and convolution weights.")]
    public Scheme Weight { get; init; } = new TorchDefaultScheme();

    [Option("bias", "Scheme of linear and convolution biases.")]
    public Scheme Bias { get; init; } = new TorchDefaultScheme();

    [Option("stream", "shared: one generator for all layers in module order, as in a PyTorch script; per_layer: a separate generator for "
        + "each layer.",
        Allowed = ["shared", "per_layer"])]
    public string Stream { get; init; } = "shared";

    [Option("rules", "Exceptions for some layers; the last matching rule wins.")]
    public IReadOnlyList<InitRule> Rules { get; init; } = [];
}
