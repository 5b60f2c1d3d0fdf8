using static TorchSharp.torch;

namespace Experiments.Data;

/// <summary>One part of a data set, resident on the device.</summary>
/// <param name="Name"><c>train</c>, <c>validation</c> or <c>test</c>.</param>
/// <param name="Inputs">[N, …input shape], in the run's precision.</param>
/// <param name="Targets">[N] int64 class numbers, or [N, 1] in the run's precision.</param>
public sealed record Split(string Name, Tensor Inputs, Tensor Targets) : IDisposable
{
    /// <summary>Number of examples.</summary>
    public long Count => Inputs.shape[0];

    /// <summary>The inputs of the first examples, on the CPU in float32, for the caller to dispose of; all where there are fewer.</summary>
    public Tensor FirstInputs(long count)
    {
        using var scope = NewDisposeScope();
        return scope.MoveToOuter(Inputs.narrow(0, 0, Math.Min(count, Count)).to(CPU).to(ScalarType.Float32).clone());
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Inputs.Dispose();
        Targets.Dispose();
    }
}
