namespace Experiments.Training;

/// <summary>
/// Computes the gradients of cells whose networks have the same shape in one forward and one backward pass. It compares the first
/// update of each batch size with the cells' own passes; without <see cref="Agreement"/>, batches of this size are computed cell by cell.
/// </summary>
internal sealed class Stack : IDisposable
{
    private readonly IReadOnlyList<Trainer> _cells;
    private readonly GeneratorStates _generators;
    private readonly Dictionary<long, bool> _isProven = [];
    private StackedState? _state;
    private StackedModule? _network;
    private bool _sharesNorms;

    public Stack(IReadOnlyList<Trainer> cells)
    {
        _cells = cells;
        _generators = new GeneratorStates(cells.Count);
    }

    /// <summary>Whether a failed pass left the cells' networks as they were, so that they can go on alone.</summary>
    public bool LeavesNoTrace { get; private set; } = true;

    /// <summary>Whether the latest update was computed together.</summary>
    public bool WasShared { get; private set; }

    /// <summary>Computes loss and norm of each cell's next update; the gradients are in place.</summary>
    public IReadOnlyList<(double Loss, double Norm)> Run()
    {
        using var scope = NewDisposeScope();
        var step = _cells[0].Progress.Step;
        if (!_isProven.TryGetValue(_cells[0].Plan.ExamplesAt(step), out var isProven))
            return Prove(step);
        WasShared = isProven;
        return isProven ? Together(step) : Apart(step, before: null);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _state?.Dispose();
        _generators.Dispose();
    }

    private List<(double Loss, double Norm)> Prove(long step)
    {
        var before = new CellBuffers(_cells.Select(cell => cell.Model));
        var alone = Apart(step, before);
        var after = new CellBuffers(_cells.Select(cell => cell.Model));
        Build();
        var isProven = false;
        if (_state is not null && CanDraw)
        {
            var gradients = _state.Gradients.Select(group => group.clone()).ToList();
            try
            {
                before.Restore();
                isProven = Agrees(Together(step), alone) && after.AreUnchanged() && _state.Gradients.Zip(gradients).All(group =>
                    Enumerable.Range(0, _cells.Count).All(cell => Agreement.Of(group.First[cell], group.Second[cell])));
            }
            finally
            {
                after.Restore();
                foreach (var (group, own) in _state.Gradients.Zip(gradients))
                    group.copy_(own);
            }
        }

        _isProven[_cells[0].Plan.ExamplesAt(step)] = WasShared = isProven;
        LeavesNoTrace = !before.Any;
        return alone;
    }

    // TorchSharp gives no access to the state of a CUDA generator.
    private bool CanDraw => !_network!.DrawsRandomNumbers || _cells[0].Device.type == DeviceType.CPU;

    private void Build()
    {
        IReadOnlyList<Optimizer> optimizers = [.. _cells.Select(cell => cell.Optimizer)];
        if (_state is not null || !StackedState.CanHold(optimizers))
            return;
        _state = new StackedState(optimizers, [.. _cells[0].Model.parameters(recurse: true)]);
        _network = StackedModules.Of([.. _cells.Select(cell => cell.Model)], _state, _generators);
        var norms = _state.Norms();
        _sharesNorms = optimizers.All(optimizer => !optimizer.IsWaiting)
            && optimizers.Index().All(cell => Agreement.Of(Gradients.Norms(cell.Item.Gradients), norms[cell.Index]));
    }

    private List<(double Loss, double Norm)> Apart(long step, CellBuffers? before)
    {
        var results = new List<(double, double)>();
        try
        {
            foreach (var cell in _cells)
            {
                cell.Optimizer.ZeroGrad();
                results.Add(cell.Backpropagation.Run(step));
            }
        }
        catch
        {
            before?.Restore();
            throw;
        }

        return results;
    }

    private IReadOnlyList<(double Loss, double Norm)> Together(long step)
    {
        ZeroGrad();
        if (_network!.DrawsRandomNumbers)
        {
            for (var cell = 0; cell < _cells.Count; cell++)
                _generators.Seed(cell, DropoutStream.Seed(_cells[cell].Plan.Config.Seed, step));
        }

        var parts = _cells[0].Batches.PartsOf(step);
        var losses = Backward(step, 0, parts);
        for (var part = 1; part < parts; part++)
            losses.add_(Backward(step, part, parts));
        if (!_sharesNorms)
            return [.. losses.cpu().data<double>().Zip(_cells, (loss, cell) => (loss, cell.Backpropagation.MeasureNorm()))];
        // One wait for the device.
        var norms = _state!.Norms().norm(1, keepdim: false, 2.0f).to(ScalarType.Float64);
        var numbers = stack([losses, norms], 0).cpu().data<double>().ToArray();
        return [.. Enumerable.Range(0, _cells.Count).Select(cell => (numbers[cell], numbers[_cells.Count + cell]))];
    }

    // Each cell's share of its update's loss, in float64: [cells].
    private Tensor Backward(long step, int part, int parts)
    {
        using var scope = NewDisposeScope();
        var (inputs, targets) = Batches.Together([.. _cells.Select(cell => cell.Batches)], step, part);
        var weight = parts == 1 ? 1 : _cells[0].Backpropagation.Weight(step, part);
        var outputs = _network!.Forward(new StackedSignal(inputs));
        return scope.MoveToOuter(StackedLoss.Backward(_cells[0].Plan.Loss, outputs, targets, weight));
    }

    private void ZeroGrad()
    {
        if (_cells.All(cell => !cell.Optimizer.IsWaiting))
        {
            foreach (var group in _state!.Gradients)
                group.zero_();
            return;
        }

        foreach (var cell in _cells)
            cell.Optimizer.ZeroGrad();
    }

    private bool Agrees(IReadOnlyList<(double Loss, double Norm)> together, IReadOnlyList<(double Loss, double Norm)> alone) =>
        together.Zip(alone).All(pair => Agreement.Of(pair.First.Loss, pair.Second.Loss, _cells[0].Device)
            && Agreement.Of(pair.First.Norm, pair.Second.Norm, _cells[0].Device));
}
