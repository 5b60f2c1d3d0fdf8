namespace Experiments.Sweeps.Launching;

/// <summary>Runs cells by processes on this machine or by a batch system.</summary>
public interface ILauncher
{
    /// <summary>Runs each cell once, and continues after a failure. Skips cells that are queued or locked by another process.</summary>
    /// <param name="isAnew">Whether a cell starts at its first step instead of its last checkpoint.</param>
    /// <param name="cancellation">Ends the call; <see cref="SweepView"/> then shows the state of cells that run elsewhere.</param>
    /// <returns>Describes where cells continue to run after this process has ended; null if every cell has ended or was stopped.</returns>
    string? Run(IReadOnlyList<CellRecord> cells, Func<CellRecord, bool> isAnew, ISweepObserver observer, CancellationToken cancellation);
}
