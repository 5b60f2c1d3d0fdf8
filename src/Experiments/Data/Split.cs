namespace Experiments.Data;

/// <summary>One part of a data set, stored on the device.</summary>
/// <param name="Name"><c>train</c>, <c>validation</c> or <c>test</c>.</param>
/// <param name="Inputs">[N, …input shape], in the run's precision.</param>
/// <param name="Targets">[N] int64 class numbers, or [N, 1] in the run's precision.</param>
public sealed record Split(string Name, Tensor Inputs, Tensor Targets) : IDisposable
{
    public long Count { get; } = Inputs.shape[0];

    /// <summary>Copies the first <paramref name="count"/> inputs to the CPU in float32; if the split has fewer, copies all. The caller
    /// disposes of the copy.</summary>
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
