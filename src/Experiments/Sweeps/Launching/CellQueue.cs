namespace Experiments.Sweeps.Launching;

/// <summary>The cells still to be run, shared by worker threads. A cell that another sweep is running comes back after a while.</summary>
internal sealed class CellQueue(IEnumerable<CellRecord> cells)
{
    private static readonly TimeSpan s_lookAgain = TimeSpan.FromMilliseconds(300);

    private readonly LinkedList<(CellRecord Cell, DateTime NotBefore)> _waiting = new(cells.Select(cell => (cell, DateTime.MinValue)));
    private readonly HashSet<CellRecord> _elsewhere = [];
    private readonly object _lock = new();

    /// <summary>Takes the next cell, if possible a preferred one; null if none is left, or on cancellation.</summary>
    /// <param name="isPreferred">Whether a worker can take a cell without being restarted.</param>
    public CellRecord? Take(Func<CellRecord, bool> isPreferred, CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            lock (_lock)
            {
                if (_waiting.Count == 0)
                    return null;
                var ready = _waiting.Where(waiting => waiting.NotBefore <= DateTime.UtcNow).ToList();
                if (ready.Count > 0)
                {
                    var taken = ready.FirstOrDefault(waiting => isPreferred(waiting.Cell), ready[0]);
                    _waiting.Remove(taken);
                    _elsewhere.Remove(taken.Cell);
                    return taken.Cell;
                }
            }
            cancellation.WaitHandle.WaitOne(s_lookAgain);
        }
        return null;
    }

    /// <summary>Puts back a cell that another process is running.</summary>
    public void PutBack(CellRecord cell)
    {
        lock (_lock)
        {
            _waiting.AddLast((cell, DateTime.UtcNow + s_lookAgain));
            _elsewhere.Add(cell);
        }
    }

    /// <summary>Removes and returns the cells that were put back and are over by now.</summary>
    public IReadOnlyList<CellRecord> TakeOver(Func<CellRecord, bool> isOver)
    {
        lock (_lock)
        {
            var over = _elsewhere.Where(isOver).ToHashSet();
            foreach (var entry in _waiting.Where(entry => over.Contains(entry.Cell)).ToList())
                _waiting.Remove(entry);
            _elsewhere.ExceptWith(over);
            return [.. over];
        }
    }
}
