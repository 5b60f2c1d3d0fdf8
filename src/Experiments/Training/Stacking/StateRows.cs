namespace Experiments.Training;

/// <summary>
/// The optimiser state of several cells that have the same rule, for the same group of parameters: rows of common tensors. The state of
/// each cell has the rows as its own tensors, so that it can also be updated alone, saved and resumed.
/// </summary>
internal sealed class StateRows : IDisposable
{
    private readonly IReadOnlyList<ParameterState> _cells;
    private readonly Tensor _values;
    private readonly Tensor _gradients;
    private readonly ParameterState _together;

    /// <param name="cells">Their values and gradients are the rows of the next two.</param>
    /// <param name="values">[cells, length].</param>
    /// <param name="gradients">[cells, length].</param>
    public StateRows(IReadOnlyList<ParameterState> cells, Tensor values, Tensor gradients, KeptScalars scalars)
    {
        (_cells, _values, _gradients) = (cells, values.DetachFromDisposeScope(), gradients.DetachFromDisposeScope());
        _together = new ParameterState(values, gradients, cells[0].WeightDecay, scalars);
    }

    /// <summary>Makes the cells' tensors rows of common ones.</summary>
    /// <returns>Whether the cells can be updated together: not if their states differ in more than the values of their tensors.</returns>
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

    /// <summary>Updates the cells, which are joined.</summary>
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
