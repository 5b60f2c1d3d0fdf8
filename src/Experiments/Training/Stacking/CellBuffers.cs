namespace Experiments.Training;

/// <summary>A copy of the buffers of several networks, such as the running means of batch normalisation.</summary>
internal sealed class CellBuffers : IDisposable
{
    private readonly IReadOnlyList<FlatTensors> _layouts;
    private readonly TensorCopies _copies;

    /// <summary>Copies the current values of the buffers.</summary>
    public CellBuffers(IEnumerable<Trainer> cells)
    {
        _layouts = [.. cells.SelectMany(cell => cell.Buffers.Layouts)];
        _copies = new TensorCopies([.. _layouts.Select(layout => layout.Values)]);
    }

    /// <summary>Replaces the copies by the current values of the buffers.</summary>
    public void Take()
    {
        if (_layouts.Count > 0)
            _copies.Take();
    }

    /// <summary>Restores the buffers from the copies.</summary>
    public void Restore() => _copies.PutBack();

    /// <summary>Whether the buffers still have the values of the copies.</summary>
    /// <param name="isExact">Compares bit for bit if true, and within rounding if false.</param>
    public bool AreUnchanged(bool isExact)
    {
        using var scope = NewDisposeScope();
        return _layouts.Zip(_copies.Values).All(pair => Enumerable.Range(0, pair.First.Members.Count).All(i => Agreement.Of(
            pair.First.Members[i].to(ScalarType.Float64), pair.First.View(pair.Second, i).to(ScalarType.Float64), isExact)));
    }

    /// <inheritdoc/>
    public void Dispose() => _copies.Dispose();
}
