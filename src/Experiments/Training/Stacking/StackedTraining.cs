namespace Experiments.Training;

/// <summary>
/// Trains several cells on one thread, update by update. Cells at the same step whose networks have the same shape share their forward and
/// backward pass (<see cref="Stack"/>). A cell whose training ends leaves the stack, and the remaining cells continue.
/// </summary>
public sealed class StackedTraining : IDisposable
{
    private readonly List<StackedCell> _active;
    private readonly Dictionary<string, (IReadOnlyList<StackedCell> Cells, Stack Stack)> _stacks = [];
    private readonly HashSet<string> _alone = [];
    private readonly Func<Exception, string> _inWords;

    /// <param name="cells">Trainings on one device.</param>
    /// <param name="inWords">Describes an error in one sentence.</param>
    public StackedTraining(IEnumerable<StackedCell> cells, Func<Exception, string> inWords) =>
        (_active, _inWords) = ([.. cells], inWords);

    /// <summary>
    /// Whether each cell must get the same bits as in separate training. Null, the default, means yes if the device can give the same bits.
    /// </summary>
    internal bool? IsExact { get; init; }

    /// <summary>Shapes of stacks whose updates agree with separate updates; training adds to them.</summary>
    internal AgreedShapes Agreed { get; init; } = AgreedShapes.OfProcess;

    /// <summary>Trains all cells until each training ends. Cancellation takes effect between two updates.</summary>
    public void Run(CancellationToken cancellation)
    {
        foreach (var cell in _active.ToList())
            Guard(cell, () => cell.Trainer.Start(cell.Listener));
        while (_active.Count > 0 && !cancellation.IsCancellationRequested)
        {
            // The cells with the fewest completed updates are trained first, until all cells are at the same step.
            var step = _active.Min(cell => cell.Trainer.Progress.Step);
            foreach (var group in _active.Where(cell => cell.Trainer.Progress.Step == step).GroupBy(cell => cell.Key).ToList())
                Advance(group.Key, [.. group]);
        }

        foreach (var cell in _active.ToList())
            Guard(cell, () => TrainingEnd.Interrupted);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var (_, stack) in _stacks.Values)
            stack.Dispose();
    }

    private void Advance(string key, IReadOnlyList<StackedCell> cells)
    {
        if (cells.Count > 1 && !_alone.Contains(key) && Gradients(key, cells) is { } gradients)
        {
            Advance(_stacks[key].Stack, cells, gradients);
            return;
        }

        if (_alone.Contains(key) && _stacks.Remove(key, out var refused))
            refused.Stack.Dispose();
        foreach (var cell in cells.Where(_active.Contains))
            Guard(cell, () => cell.Trainer.Advance(cell.Listener));
    }

    private void Advance(Stack stack, IReadOnlyList<StackedCell> cells, IReadOnlyList<CellGradients> gradients)
    {
        var ready = Prepared(cells, gradients);
        IReadOnlyCollection<Trainer> made = [];
        try
        {
            if (ready.Count == cells.Count)
                made = stack.Step();
        }
        catch (Exception exception)
        {
            // The exception may have left the state of some cells partly updated.
            ready.ForEach(cell => Leave(cell.Cell, end: null, exception));
            return;
        }

        foreach (var (cell, loss, norm) in ready)
        {
            Guard(cell, () =>
            {
                if (!made.Contains(cell.Trainer))
                    cell.Trainer.Step();
                return cell.Trainer.Finish(cell.Listener, loss, norm);
            });
        }
    }

    // Checks the gradients of each cell. Returns the cells that passed; each remaining cell has left the stack.
    private List<(StackedCell Cell, double Loss, double Norm)> Prepared(
        IReadOnlyList<StackedCell> cells, IReadOnlyList<CellGradients> gradients)
    {
        var ready = new List<(StackedCell Cell, double Loss, double Norm)>();
        foreach (var (cell, (loss, norm, error)) in cells.Zip(gradients).Where(pair => _active.Contains(pair.First)))
        {
            if (error is not null)
            {
                Leave(cell, end: null, error);
                continue;
            }

            Guard(cell, () =>
            {
                if (cell.Trainer.Prepare(cell.Listener, loss, norm) is not { } reported)
                    return TrainingEnd.Diverged;
                ready.Add((cell, loss, reported));
                return null;
            });
        }

        return ready;
    }

    // Returns null if the cells can't be computed together. Each cell is then computed separately, and fails only if its separate
    // computation fails.
    private IReadOnlyList<CellGradients>? Gradients(string key, IReadOnlyList<StackedCell> cells)
    {
        try
        {
            var stack = StackOf(key, cells);
            var gradients = stack.Run();
            if (stack.WasShared)
                cells.ToList().ForEach(cell => cell.CountShared());
            if (stack.Refusal is { } reason)
                TrainAlone(key, cells, reason + ".");
            return gradients;
        }
        catch (Exception exception)
        {
            TrainAlone(key, cells, _inWords(exception));
            return null;
        }
    }

    private void TrainAlone(string key, IReadOnlyList<StackedCell> cells, string reason)
    {
        _alone.Add(key);
        foreach (var cell in cells)
        {
            Guard(cell, () =>
            {
                cell.Listener.Warning($"This run can't train together with the others, so it continues alone: {reason}");
                return null;
            });
        }
    }

    private Stack StackOf(string key, IReadOnlyList<StackedCell> cells)
    {
        if (_stacks.TryGetValue(key, out var known))
        {
            if (known.Cells.SequenceEqual(cells))
                return known.Stack;
            known.Stack.Dispose();
        }

        var stack = new Stack([.. cells.Select(cell => cell.Trainer)], IsExact, Agreed);
        _stacks[key] = (cells, stack);
        return stack;
    }

    // An exception in one cell does not affect the other cells.
    private void Guard(StackedCell cell, Func<TrainingEnd?> work)
    {
        TrainingEnd? end;
        try
        {
            end = work();
        }
        catch (Exception exception)
        {
            Leave(cell, end: null, exception);
            return;
        }

        if (end is not null)
            Leave(cell, end, exception: null);
    }

    private void Leave(StackedCell cell, TrainingEnd? end, Exception? exception)
    {
        _active.Remove(cell);
        cell.End(end, exception);
    }
}
