namespace Experiments.Sweeps.Launching;

/// <summary>Gets cells run, by processes on this machine or by a batch system.</summary>
public interface ILauncher
{
    /// <summary>Runs each cell once, and goes on after a failure. Skips cells that are queued, or that another process has.</summary>
    /// <param name="isAnew">Whether a cell starts at its first step in any case.</param>
    /// <param name="cancellation">Ends the call; <see cref="SweepView"/> shows what becomes of cells that run elsewhere.</param>
    /// <returns>Describes where cells continue without this process; null if each is over or was stopped.</returns>
    string? Run(IReadOnlyList<CellRecord> cells, Func<CellRecord, bool> isAnew, ISweepObserver observer, CancellationToken cancellation);
}
