namespace Experiments.Training;

/// <summary>
/// Stores the optimiser states of several cells as rows of common tensors; all cells have the same rule and the same group of parameters.
/// Each row is also the state of one cell, so that a cell can be updated, saved and resumed separately.
/// </summary>
internal sealed class StateRows : IDisposable
{
    private readonly IReadOnlyList<ParameterState> _cells;
    private readonly Tensor _values;
    private readonly Tensor _gradients;
    private readonly ParameterState _together;

    /// <param name="cells">The states of the cells. The values and gradients of the cells are the rows of <paramref name="values"/> and
    /// <paramref name="gradients"/>.</param>
    /// <param name="values">[cells, length].</param>
    /// <param name="gradients">[cells, length].</param>
    public StateRows(IReadOnlyList<ParameterState> cells, Tensor values, Tensor gradients, KeptScalars scalars)
    {
        (_cells, _values, _gradients) = (cells, values.DetachFromDisposeScope(), gradients.DetachFromDisposeScope());
        _together = new ParameterState(values, gradients, cells[0].WeightDecay, scalars);
    }

    /// <summary>Moves the cells' tensors into rows of common tensors.</summary>
    /// <returns>Whether the cells can be updated together. Cells can be updated together if their states differ only in the values of their
    /// tensors.</returns>
    public bool Join()
    {
        var first = _cells[0];
        if (_cells.Any(cell => cell.WeightDecay != first.WeightDecay || !cell.HasLayoutOf(first)))
            return false;
        _together.TakeNumbersOf(first);
        foreach (var name in first.Tensors.Keys.Where(name => !_together.Tensors.ContainsKey(name)).ToList())
        {
            var rows = _together.Tensor(name);
            for (var cell = 0; cell < _cells.Count; cell++)
            {
                var own = _cells[cell].Tensors[name];
                own.set_(rows[cell].copy_(own));
            }
        }

        return true;
    }

    /// <summary>Updates the cells. Call <see cref="Join"/> first.</summary>
    public void Update(OptimizerOptions rule, double learningRate)
    {
        _together.Update(rule, learningRate);
        for (var cell = 0; cell < _cells.Count; cell++)
        {
            _cells[cell].TakeNumbersOf(_together);
            if (_cells[cell].Tensors.Count == _together.Tensors.Count)
                continue;
            foreach (var (name, rows) in _together.Tensors.Where(rows => !_cells[cell].Tensors.ContainsKey(rows.Key)))
                _cells[cell].Take(name, rows[cell]);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _together.Dispose();
        _values.Dispose();
        _gradients.Dispose();
    }
}
