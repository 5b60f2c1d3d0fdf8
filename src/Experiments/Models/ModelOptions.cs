namespace Experiments.Models;

/// <summary>A network: the base of every row of <see cref="ModelRegistry"/>.</summary>
public abstract record ModelOptions
{
    /// <summary>Warnings, a sentence each, about settings that are allowed but most likely not intended.</summary>
    public virtual IEnumerable<string> Warnings => [];

    /// <summary>Whether a pass in training mode may draw random numbers, as dropout does. Before each update the generators are seeded only
    /// for such a model; a model that never draws overrides this with false.</summary>
    public virtual bool DrawsRandomNumbers => true;

    /// <summary>Builds the module on the CPU in float32; its parameters hold PyTorch's default values until a policy fills them.</summary>
    /// <exception cref="InputException">The shape does not fit the model.</exception>
    public abstract Module<Tensor, Tensor> Build(ModelShape shape);
}
