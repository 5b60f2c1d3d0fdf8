namespace Experiments.Training;

/// <summary>
/// Buffers of all cells, such as running means, in common memory: for each type of number one tensor [cells, length], whose row k holds
/// the buffers of cell k. A cell's own buffers are views of its row, so that its evaluations, its average and its checkpoints see what the
/// stack sees.
/// </summary>
internal sealed class StackedBuffers : IDisposable
{
    private readonly List<Tensor> _owned = [];
    private readonly Dictionary<IntPtr, Tensor> _rows = [];

    /// <summary>Moves the buffers of all cells; it holds none if the cells lay them out differently.</summary>
    public StackedBuffers(IReadOnlyList<FlatBuffers> cells)
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        var first = cells[0].Layouts;
        if (cells.Any(cell => cell.Layouts.Count != first.Count
            || !cell.Layouts.Zip(first).All(pair => pair.First.IsLaidOutAs(pair.Second))))
            return;
        foreach (var (place, layout) in first.Index())
        {
            var values = Kept(layout.Values.new_zeros([cells.Count, layout.Values.numel()]));
            foreach (var (row, cell) in cells.Index())
                cell.Layouts[place].MoveTo(values[row]);
            foreach (var (index, member) in layout.Members.Index())
                _rows[member.Handle] = Kept(layout.ViewOfRows(values, index));
        }
    }

    /// <summary>A buffer of all cells, [cells, shape…]; a view, so that writing to it writes to the cells.</summary>
    /// <param name="ofFirst">The buffer of the first cell.</param>
    /// <returns>Null if the cells lay their buffers out differently.</returns>
    public Tensor? Of(Tensor ofFirst) => _rows.GetValueOrDefault(ofFirst.Handle);

    /// <inheritdoc/>
    public void Dispose() => _owned.ForEach(tensor => tensor.Dispose());

    private Tensor Kept(Tensor tensor)
    {
        _owned.Add(tensor.DetachFromDisposeScope());
        return tensor;
    }
}
