namespace Experiments.Training;

/// <summary>
/// Computes the gradients of cells whose networks have the same shape, in one forward and one backward pass. At the first update of each
/// batch size, the result is compared with a separate pass for each cell, unless an earlier stack of this process has passed the comparison
/// (<see cref="AgreedShapes"/>). If the results do not agree (<see cref="Agreement"/>), batches of this size are computed cell by cell.
/// </summary>
internal sealed class Stack : IDisposable
{
    private readonly IReadOnlyList<Trainer> _cells;
    private readonly GeneratorStates _generators;
    private readonly CellBuffers _before;
    private readonly Dictionary<long, bool> _isProven = [];
    private readonly bool _isExact;
    private readonly AgreedShapes _agreed;
    private StackedState? _state;
    private StackedBuffers? _buffers;
    private StackedModule? _network;
    private StackedStep? _step;
    private bool _stepFails;
    private bool _sharesNorms;
    private string _shape = "";

    /// <param name="isExact">Whether the cells must get the same bits as in separate training. Null means yes if the device can give the
    /// same bits.</param>
    /// <param name="agreed">Shapes of stacks that need no comparison.</param>
    public Stack(IReadOnlyList<Trainer> cells, bool? isExact, AgreedShapes agreed)
    {
        _agreed = agreed;
        _cells = cells;
        _isExact = isExact ?? cells[0].Device.type == DeviceType.CPU;
        _generators = new GeneratorStates(cells.Count);
        _before = new CellBuffers(cells);
    }

    /// <summary>Whether the latest update was computed for all cells together, or agreed with an update computed for all cells
    /// together.</summary>
    public bool WasShared { get; private set; }

    /// <summary>
    /// The reason, as a clause, why the cells should train separately from the next update on; null while the cells share their passes.
    /// </summary>
    public string? Refusal { get; private set; }

    /// <summary>
    /// Computes loss and gradient norm of each cell's next update. If the method throws, weights and buffers are unchanged, so that each
    /// cell can make the update separately.
    /// </summary>
    public IReadOnlyList<CellGradients> Run()
    {
        using var scope = NewDisposeScope();
        var step = _cells[0].Progress.Step;
        WasShared = false;
        _before.Take();
        try
        {
            var examples = _cells[0].Plan.ExamplesAt(step);
            if (!_isProven.TryGetValue(examples, out var isProven))
            {
                if (!IsKnown(step))
                    return Prove(step);
                _isProven[examples] = isProven = true;
            }

            WasShared = isProven;
            return isProven ? Together(step) : Apart(step);
        }
        catch
        {
            _before.Restore();
            throw;
        }
    }

    /// <summary>Makes the optimizer steps that cells can make together, with the current gradients.</summary>
    /// <returns>The cells whose step is made. Each remaining cell must make its step separately.</returns>
    public IReadOnlyCollection<Trainer> Step()
    {
        if (_state is null || _cells.Any(cell => cell.Optimizer.IsWaiting))
            return [];
        using var scope = NewDisposeScope();
        return TryBuildStep() ? _step!.Run() : [];
    }

    // Building a common step changes no state of the cells. If building fails, for example for lack of memory, each cell makes its step
    // separately.
    private bool TryBuildStep()
    {
        if (_stepFails)
            return false;
        try
        {
            _step ??= new StackedStep(_cells, _state!);
            return true;
        }
        catch (Exception exception) when (exception is ExternalException or OutOfMemoryException)
        {
            _stepFails = true;
            return false;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _step?.Dispose();
        _state?.Dispose();
        _buffers?.Dispose();
        _before.Dispose();
        _generators.Dispose();
    }

    private List<CellGradients> Prove(long step)
    {
        var alone = Apart(step);
        // A failed cell leaves the stack, and the remaining cells form a new stack.
        if (alone.Any(cell => cell.Error is not null))
            return alone;
        Build();
        Refusal = Obstacle();
        if (Refusal is not null)
            return alone;
        var examples = _cells[0].Plan.ExamplesAt(step);
        _isProven[examples] = WasShared = IsKnown(step) || Agrees(step, alone);
        if (WasShared && HasTellingGradients())
            _agreed.Add(_shape, examples, PartsOf(step));
        // The first update of a run has a full batch; only the last update of an epoch has fewer examples.
        if (!WasShared && examples == _cells[0].Plan.ExamplesAt(0))
            Refusal = "an update computed for all of these runs at once does not give the same numbers as separate updates";
        return alone;
    }

    // Gradients of 0 or of NaN agree in any computation.
    private bool HasTellingGradients()
    {
        var norms = _state!.Norms();
        return norms.isfinite().logical_and(norms.gt(0)).all().item<bool>();
    }

    // A stack is built after its first update, when its optimizers know which parameters have gradients.
    private bool IsKnown(long step) =>
        _state is not null && _agreed.Contain(_shape, _cells[0].Plan.ExamplesAt(step), PartsOf(step));

    private int PartsOf(long step) => _cells[0].Batches.PartsOf(step);

    // TorchSharp gives no access to the state of a CUDA generator.
    private string? Obstacle() =>
        _state is null ? "their optimizers hold different parameters"
        : _network!.DrawsRandomNumbers && _cells[0].Device.type != DeviceType.CPU
            ? $"the network draws random numbers on {_cells[0].Device}, where the runs can't have separate generator states"
        : null;

    private void Build()
    {
        IReadOnlyList<Optimizer> optimizers = [.. _cells.Select(cell => cell.Optimizer)];
        if (_state is not null || !StackedState.CanHold(optimizers))
            return;
        var state = new StackedState(optimizers, [.. _cells[0].Model.parameters(recurse: true)]);
        _buffers = new StackedBuffers([.. _cells.Select(cell => cell.Buffers)]);
        _network = StackedModules.Of([.. _cells.Select(cell => cell.Model)], new StackContext(state, _buffers, _generators, _isExact));
        _shape = AgreedShapes.Of(_cells, _network, _isExact);
        _sharesNorms = optimizers.All(optimizer => !optimizer.IsWaiting) && state.AgreesInNorms(optimizers);
        _state = state;
    }

    // When this method returns, the cells have the gradients and buffers of their separate passes.
    private bool Agrees(long step, List<CellGradients> alone)
    {
        using var after = new CellBuffers(_cells);
        var gradients = _state!.Gradients.Select(group => group.clone()).ToList();
        try
        {
            _before.Restore();
            return Agree(Together(step), alone) && after.AreUnchanged(_isExact) && _state.Gradients.Zip(gradients).All(group =>
                Enumerable.Range(0, _cells.Count).All(cell => Agreement.Of(group.First[cell], group.Second[cell], _isExact)));
        }
        finally
        {
            after.Restore();
            foreach (var (group, own) in _state.Gradients.Zip(gradients))
                group.copy_(own);
        }
    }

    // An exception in the pass of one cell does not affect the other cells.
    private List<CellGradients> Apart(long step)
    {
        var results = new List<CellGradients>();
        foreach (var cell in _cells)
        {
            try
            {
                cell.Optimizer.ZeroGrad();
                var (loss, norm) = cell.Backpropagation.Run(step);
                results.Add(new CellGradients(loss, norm));
            }
            catch (Exception exception)
            {
                results.Add(new CellGradients(double.NaN, double.NaN, exception));
            }
        }

        return results;
    }

    private IReadOnlyList<CellGradients> Together(long step)
    {
        ZeroGrad();
        if (_network!.DrawsRandomNumbers)
        {
            for (var cell = 0; cell < _cells.Count; cell++)
                _generators.Seed(cell, DropoutStream.Seed(_cells[cell].Plan.Config.Seed, step));
        }

        var parts = PartsOf(step);
        var losses = Backward(step, 0, parts);
        for (var part = 1; part < parts; part++)
            losses.add_(Backward(step, part, parts));
        if (!_sharesNorms)
            return [.. losses.cpu().data<double>().Zip(_cells,
                (loss, cell) => new CellGradients(loss, cell.Backpropagation.MeasureNorm()))];
        // This copy waits for the device once.
        var norms = _state!.Norms().norm(1, keepdim: false, 2.0f).to(ScalarType.Float64);
        var numbers = stack([losses, norms], 0).cpu().data<double>().ToArray();
        return [.. Enumerable.Range(0, _cells.Count).Select(cell => new CellGradients(numbers[cell], numbers[_cells.Count + cell]))];
    }

    // Returns the loss of each cell, weighted by this batch's share of the update's examples, in float64: [cells].
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

    private bool Agree(IReadOnlyList<CellGradients> together, IReadOnlyList<CellGradients> alone) =>
        together.Zip(alone).All(pair => Agreement.Of(pair.First.Loss, pair.Second.Loss, _isExact)
            && Agreement.Of(pair.First.Norm, pair.Second.Norm, _isExact));
}
