namespace Experiments.Sweeps.Launching;

/// <summary>Runs cells in processes on this machine, or through a batch system.</summary>
public interface ILauncher
{
    /// <summary>Runs each cell once, and continues with the next cell after a failure. Skips cells that are queued or locked by another
    /// process.</summary>
    /// <param name="isAnew">Whether a cell starts at its first step instead of its last checkpoint.</param>
    /// <param name="cancellation">Ends this method. Cells that run elsewhere continue; <see cref="SweepView"/> shows their state.</param>
    /// <returns>Describes where cells continue to run after this process has ended; null if every cell has ended or was stopped.</returns>
    string? Run(IReadOnlyList<CellRecord> cells, Func<CellRecord, bool> isAnew, ISweepObserver observer, CancellationToken cancellation);
}
