using Experiments.Runs;
using Experiments.Sweeps.Stacking;

namespace Experiments.Sweeps.Launching;

/// <summary>Runs a fixed list of cells in this process, as one task of a batch system.</summary>
/// <param name="output">Receives one line per cell.</param>
public sealed class CellTask(CellRunner runner, IRunObserver observer, TextWriter output)
{
    // A file server keeps the locks of a dead machine for a while (NFS 4: 90 seconds). This task may have to resume a cell of the dead
    // machine, so it waits.
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan s_lookAgain = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Runs the unfinished cells, group by group. A cell that another process has locked is retried at the end. If the cell is still locked
    /// at that time, the task leaves the cell to the other process.
    /// </summary>
    /// <returns>Whether no cell failed or was left to another process.</returns>
    public bool Run(IReadOnlyList<CellGroup> groups, CancellationToken cancellation)
    {
        var waiting = new Queue<CellGroup>(groups);
        var isGood = true;
        var idle = Stopwatch.StartNew();
        while (waiting.TryDequeue(out var group) && !cancellation.IsCancellationRequested)
        {
            var busy = new List<CellRecord>();
            runner.Run([.. group.Cells.Select(cell => new GroupedCell(cell, IsAnew: false, ObserverOf(group)))], (cell, status) =>
            {
                if (status is null)
                {
                    busy.Add(cell);
                    return;
                }
                output.WriteLine($"{status.ToString()!.ToLowerInvariant()}: {cell.InWords}");
                isGood &= status.Value.HasResult();
                idle.Restart();
            }, cancellation);
            if (busy.Count == 0)
                continue;
            if (idle.Elapsed < s_patience)
            {
                waiting.Enqueue(new CellGroup(busy));
                cancellation.WaitHandle.WaitOne(s_lookAgain);
                continue;
            }
            foreach (var cell in busy)
                output.WriteLine($"locked by another process: {cell.InWords}");
            isGood = false;
        }
        return isGood;
    }

    // The output of a stack is left out, because a reader could not see to which run each line belongs.
    private IRunObserver ObserverOf(CellGroup group) => group.IsStack ? new SilentObserver() : observer;
}
