namespace Experiments.Training;

/// <summary>
/// A copy of everything that updates change, which can be put back: parameters, the optimiser's state, buffers, and the moving average.
/// Batches and seeds are not copied: they follow from the number of the update.
/// </summary>
internal sealed class StateCopy(Optimizer optimizer, FlatBuffers buffers, WeightAverage? average) : IDisposable
{
    private TensorCopies? _tensors;
    private IReadOnlyList<StateMark> _marks = [];

    /// <summary>Copies the state as it is now. The memory of an earlier copy is used again.</summary>
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

    /// <summary>Puts the latest copy back, bit for bit.</summary>
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
