namespace Experiments.Training;

/// <summary>
/// A restorable copy of all tensors that updates change: parameters, the optimiser's state, buffers, and the moving average. Batches and
/// seeds need no copy, because the number of the update determines them.
/// </summary>
internal sealed class StateCopy(Optimizer optimizer, FlatBuffers buffers, WeightAverage? average) : IDisposable
{
    private TensorCopies? _tensors;
    private IReadOnlyList<StateMark> _marks = [];

    /// <summary>Copies the current state, reusing the memory of an earlier copy.</summary>
    public void Take()
    {
        IReadOnlyList<Tensor> originals =
            [.. optimizer.StateTensors, .. buffers.Layouts.Select(layout => layout.Values), .. average?.StateTensors ?? []];
        _marks = optimizer.Marks();
        if (_tensors?.AreOf(originals) == true)
        {
            _tensors.Take();
            return;
        }

        Dispose();
        _tensors = new TensorCopies(originals);
    }

    /// <summary>Restores the latest copy, bit for bit.</summary>
    public void PutBack()
    {
        _tensors?.PutBack();
        optimizer.ReturnTo(_marks);
    }

    /// <summary>Frees the copy.</summary>
    public void Dispose()
    {
        _tensors?.Dispose();
        _tensors = null;
    }
}
