namespace Experiments.Training;

/// <summary>
/// Copies all that an update changes, and can put the copy back: parameters, the optimiser's state, buffers, and the moving average.
/// Batches and seeds need no copy, because they follow from the number of the update.
/// </summary>
internal sealed class StateCopy(Optimizer optimizer, FlatBuffers buffers, WeightAverage? average) : IDisposable
{
    private IReadOnlyList<Tensor> _originals = [];
    private IReadOnlyList<Tensor> _copies = [];
    private IReadOnlyList<StateMark> _marks = [];

    /// <summary>Copies the state as it is now. The memory of an earlier copy is used again.</summary>
    public void Take()
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        IReadOnlyList<Tensor> originals =
            [.. optimizer.StateTensors, .. buffers.Layouts.Select(layout => layout.Values), .. average?.StateTensors ?? []];
        _marks = optimizer.Marks();
        if (originals.SequenceEqual(_originals, ReferenceEqualityComparer.Instance))
        {
            Copy(_originals, _copies);
            return;
        }

        Dispose();
        _copies = [.. originals.Select(tensor => tensor.detach().clone())];
        foreach (var copy in _copies)
            copy.DetachFromDisposeScope();
        _originals = originals;
    }

    /// <summary>Puts the latest copy back, bit for bit.</summary>
    public void PutBack()
    {
        using var noGradients = no_grad();
        Copy(_copies, _originals);
        optimizer.ReturnTo(_marks);
    }

    /// <summary>Frees the copy.</summary>
    public void Dispose()
    {
        foreach (var copy in _copies)
            copy.Dispose();
        (_originals, _copies) = ([], []);
    }

    private static void Copy(IReadOnlyList<Tensor> from, IReadOnlyList<Tensor> to)
    {
        for (var i = 0; i < from.Count; i++)
            to[i].copy_(from[i]);
    }
}
