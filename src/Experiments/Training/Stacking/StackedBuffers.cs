namespace Experiments.Training;

/// <summary>
/// Buffers of all cells, such as running means, in common memory: one tensor [cells, length] for each data type. Row k holds the buffers of
/// cell k. The buffers of the cell's model are views of this row. The cell's evaluations, moving average and checkpoints therefore read the
/// same values as the stack.
/// </summary>
internal sealed class StackedBuffers : IDisposable
{
    private readonly List<Tensor> _owned = [];
    private readonly Dictionary<IntPtr, Tensor> _rows = [];

    /// <summary>Moves the buffers of all cells into the common memory. Moves no buffers if the cells lay out their buffers
    /// differently.</summary>
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

    /// <summary>Returns a buffer of all cells, [cells, shape…]. This tensor is a view: writing to it changes the buffers of the
    /// cells.</summary>
    /// <param name="ofFirst">The buffer of the first cell.</param>
    /// <returns>Null if the cells lay out their buffers differently.</returns>
    public Tensor? Of(Tensor ofFirst) => _rows.GetValueOrDefault(ofFirst.Handle);

    /// <inheritdoc/>
    public void Dispose() => _owned.ForEach(tensor => tensor.Dispose());

    private Tensor Kept(Tensor tensor)
    {
        _owned.Add(tensor.DetachFromDisposeScope());
        return tensor;
    }
}
