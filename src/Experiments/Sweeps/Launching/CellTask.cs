using Experiments.Runs;

namespace Experiments.Sweeps.Launching;

/// <summary>Runs a fixed list of cells in this process, as a task of a batch system does.</summary>
/// <param name="output">Receives one line per cell.</param>
public sealed class CellTask(CellRunner runner, IRunObserver observer, TextWriter output)
{
    // A file server keeps the locks of a dead machine for a while (NFS 4: 90 seconds), and this task may be the one to resume its cell.
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan s_lookAgain = TimeSpan.FromSeconds(1);

    /// <summary>Runs the cells that are not over, in order; one that another process has is retried last, and finally left to it.</summary>
    /// <returns>Whether no cell failed or was left.</returns>
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
                isGood &= status.HasResult();
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
