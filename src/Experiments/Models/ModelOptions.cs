using Experiments.Configuration;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Experiments.Models;

/// <summary>A network: the base of every row of <see cref="ModelRegistry"/>.</summary>
public abstract record ModelOptions
{
    /// <summary>What a person should know of this choice, a sentence each: it is allowed, and most likely not meant.</summary>
    public virtual IEnumerable<string> Warnings => [];

    /// <summary>Builds the module on the CPU in float32; its parameters hold PyTorch's default values until a policy fills them.</summary>
    /// <exception cref="InputException">The shape does not fit the model.</exception>
    public abstract Module<Tensor, Tensor> Build(ModelShape shape);
}
