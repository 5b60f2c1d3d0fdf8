namespace Experiments.Initialization;

/// <summary>A policy: which scheme fills which parameter.</summary>
public sealed record InitOptions
{
    [Option("weight", "Scheme of linear and convolution weights.")]
    public Scheme Weight { get; init; } = new TorchDefaultScheme();

    [Option("bias", "Scheme of linear and convolution biases.")]
    public Scheme Bias { get; init; } = new TorchDefaultScheme();

    [Option("stream", "shared: one generator, consumed in module order, as a PyTorch script does; per_layer: one derived for each layer.",
        Allowed = ["shared", "per_layer"])]
    public string Stream { get; init; } = "shared";

    [Option("rules", "Exceptions, the last one that matches wins.")]
    public IReadOnlyList<InitRule> Rules { get; init; } = [];
}
