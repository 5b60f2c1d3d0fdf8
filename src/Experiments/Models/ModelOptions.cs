using Experiments.Configuration;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Experiments.Models;

/// <summary>What goes into a model and what comes out.</summary>
/// <param name="Input">Shape of one example: [features] or [channels, height, width].</param>
/// <param name="Outputs">Number of logits, or of predicted numbers.</param>
public sealed record ModelShape(IReadOnlyList<long> Input, int Outputs);

/// <summary>A network: the base of every row of <see cref="ModelRegistry"/>.</summary>
public abstract record ModelOptions
{
    /// <summary>Builds the module on the CPU in float32; its parameters hold PyTorch's default values until a policy fills them.</summary>
    /// <exception cref="InputException">The shape does not fit the model.</exception>
    public abstract Module<Tensor, Tensor> Build(ModelShape shape);
}

/// <summary>The networks that a config can name.</summary>
public static class ModelRegistry
{
    /// <summary>The one list.</summary>
    public static Registry<ModelOptions> Instance { get; } = new("model", "kind");
}
