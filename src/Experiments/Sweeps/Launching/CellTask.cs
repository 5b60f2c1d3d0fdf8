using System.Diagnostics;
using Experiments.Runs;

namespace Experiments.Sweeps.Launching;

/// <summary>Runs a fixed list of cells in this process, as a task of a batch system does.</summary>
/// <param name="runner">Runs each.</param>
/// <param name="observer">Watches the runs.</param>
/// <param name="output">Where a line for each cell goes.</param>
public sealed class CellTask(CellRunner runner, IRunObserver observer, TextWriter output)
{
    // A file server holds the locks of a machine that died for as long (NFS 4: 90 seconds), and this may be the task that goes on with its cell.
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan s_lookAgain = TimeSpan.FromSeconds(1);

    /// <summary>Runs the cells that are not over, in order. One that another process has is looked at again after the others, and left to it if it keeps it.</summary>
    /// <returns>Whether none of them failed or was left.</returns>
    public bool Run(IReadOnlyList<CellRecord> cells, CancellationToken cancellation)
    {
        var waiting = new Queue<CellRecord>(cells);
        var isGood = true;
        var idle = Stopwatch.StartNew();
        while (waiting.TryDequeue(out var cell) && !cancellation.IsCancellationRequested)
        {
            if (runner.Run(cell, isAnew: false, observer, cancellation) is { } status)
            {
                output.WriteLine($"{status.ToString().ToLowerInvariant()}: {cell.InWords}");
                isGood &= status is CellStatus.Completed or CellStatus.Diverged;
                idle.Restart();
            }
            else if (idle.Elapsed < s_patience)
            {
                waiting.Enqueue(cell);
                cancellation.WaitHandle.WaitOne(s_lookAgain);
            }
            else
            {
                output.WriteLine($"left to the process that has it: {cell.InWords}");
                isGood = false;
            }
        }
        return isGood;
    }
}
