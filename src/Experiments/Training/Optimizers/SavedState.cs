namespace Experiments.Training;

/// <summary>State of an update rule for one parameter, with PyTorch's names. A checkpoint stores this whole state.</summary>
/// <param name="Step">Number of updates of the parameter.</param>
/// <param name="Numbers">Numbers of the state; none before the first update.</param>
/// <param name="Tensors">Tensors of the state, of the parameter's shape; none before the first update.</param>
public sealed record SavedState(long Step, IReadOnlyDictionary<string, double> Numbers, IReadOnlyDictionary<string, Tensor> Tensors)
{
    /// <summary>The state before the first update.</summary>
    public static SavedState None { get; } = new(0, new Dictionary<string, double>(), new Dictionary<string, Tensor>());

    /// <summary>Returns a state whose tensors are copies outside all dispose scopes.</summary>
    public SavedState Kept() => this with
    {
        Tensors = Tensors.ToDictionary(tensor => tensor.Key, tensor => tensor.Value.detach().clone().DetachFromDisposeScope()),
    };
}
