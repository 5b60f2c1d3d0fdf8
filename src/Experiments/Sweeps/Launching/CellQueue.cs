using Experiments.Sweeps.Stacking;

namespace Experiments.Sweeps.Launching;

/// <summary>
/// The groups of cells that have not run yet. The worker threads take groups from this queue. Cells that another sweep is running are
/// retried later.
/// </summary>
internal sealed class CellQueue(IEnumerable<CellGroup> groups)
{
    private static readonly TimeSpan s_lookAgain = TimeSpan.FromMilliseconds(300);

    private readonly LinkedList<(CellGroup Group, DateTime NotBefore)> _waiting = new(groups.Select(group => (group, DateTime.MinValue)));
    private readonly HashSet<CellRecord> _elsewhere = [];
    private readonly object _lock = new();

    /// <summary>Takes the next group, if possible a preferred group. Returns null if no group is left, or after cancellation.</summary>
    /// <param name="isPreferred">Whether the worker can run the group without being restarted.</param>
    public CellGroup? Take(Func<CellGroup, bool> isPreferred, CancellationToken cancellation)
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
                    var taken = ready.FirstOrDefault(waiting => isPreferred(waiting.Group), ready[0]);
                    _waiting.Remove(taken);
                    _elsewhere.ExceptWith(taken.Group.Cells);
                    return taken.Group;
                }
            }
            cancellation.WaitHandle.WaitOne(s_lookAgain);
        }
        return null;
    }

    /// <summary>Puts back cells that another process is running, as a new group.</summary>
    public void PutBack(IReadOnlyList<CellRecord> cells)
    {
        lock (_lock)
        {
            _waiting.AddLast((new CellGroup(cells), DateTime.UtcNow + s_lookAgain));
            _elsewhere.UnionWith(cells);
        }
    }

    /// <summary>Removes and returns those cells that were put back and have ended in another process since.</summary>
    public IReadOnlyList<CellRecord> TakeOver(Func<CellRecord, bool> isOver)
    {
        lock (_lock)
        {
            var over = _elsewhere.Where(isOver).ToHashSet();
            for (var node = _waiting.First; node is not null && over.Count > 0;)
            {
                var next = node.Next;
                var left = node.Value.Group.Cells.Where(cell => !over.Contains(cell)).ToList();
                if (left.Count == 0)
                    _waiting.Remove(node);
                else if (left.Count < node.Value.Group.Cells.Count)
                    node.Value = (new CellGroup(left), node.Value.NotBefore);
                node = next;
            }
            _elsewhere.ExceptWith(over);
            return [.. over];
        }
    }
}
