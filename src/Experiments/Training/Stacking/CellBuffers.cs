namespace Experiments.Training;

/// <summary>A copy of the buffers of several networks, such as the running means of batch normalisation.</summary>
internal sealed class CellBuffers : IDisposable
{
    private readonly IReadOnlyList<FlatTensors> _layouts;
    private readonly TensorCopies _copies;

    /// <summary>Copies the buffers as they are now.</summary>
    public CellBuffers(IEnumerable<Trainer> cells)
    {
        _layouts = [.. cells.SelectMany(cell => cell.Buffers.Layouts)];
        _copies = new TensorCopies([.. _layouts.Select(layout => layout.Values)]);
    }

    /// <summary>Replaces the copies by the buffers as they are now.</summary>
    public void Take()
    {
        if (_layouts.Count > 0)
            _copies.Take();
    }

    /// <summary>Puts the copies back.</summary>
    public void Restore() => _copies.PutBack();

    /// <summary>Whether the networks hold what the copies hold.</summary>
    /// <param name="isExact">Whether bit for bit, or within rounding.</param>
    public bool AreUnchanged(bool isExact)
    {
        using var scope = NewDisposeScope();
        return _layouts.Zip(_copies.Values).All(pair => Enumerable.Range(0, pair.First.Members.Count).All(i => Agreement.Of(
            pair.First.Members[i].to(ScalarType.Float64), pair.First.View(pair.Second, i).to(ScalarType.Float64), isExact)));
    }

    /// <inheritdoc/>
    public void Dispose() => _copies.Dispose();
}
