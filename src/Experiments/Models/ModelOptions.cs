using Experiments.Scripts;

namespace Experiments.Models;

/// <summary>A network; base of every row of <see cref="ModelRegistry"/>.</summary>
public abstract record ModelOptions
{
    /// <summary>Warnings about valid but probably unintended settings, one sentence each.</summary>
    public virtual IEnumerable<string> Warnings => [];

    /// <summary>Whether a forward pass in training mode may draw random numbers, such as dropout. If true, the generators are seeded before
    /// each update. Override this property with false in a model that never draws random numbers.</summary>
    public virtual bool DrawsRandomNumbers => true;

    /// <summary>Returns the network in an exported PyTorch script, with the names of the parameters that <see cref="Build"/> gives; null if
    /// a script can't have this network.</summary>
    /// <param name="precision">The config's <c>precision</c>; with <c>bfloat16</c>, the layers of the script multiply bfloat16
    /// copies.</param>
    public virtual PyModel? PyTorch(ModelShape shape, string precision) => null;

    /// <summary>Builds the module on the CPU in float32; its parameters have PyTorch's default values until a policy fills them.</summary>
    /// <exception cref="InputException">The shape does not fit the model.</exception>
    public abstract Module<Tensor, Tensor> Build(ModelShape shape);
}
