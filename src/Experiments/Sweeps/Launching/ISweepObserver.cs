namespace Experiments.Sweeps.Launching;

/// <summary>Watches a sweep to display it. Calls come one at a time, from any thread.</summary>
public interface ISweepObserver
{
    void CellStarted(CellRecord cell, int worker);

    void CellProgress(CellRecord cell, CellReport report);

    /// <summary>Another process has the cell; <see cref="CellFinished"/> follows when that one is done or this one had its turn.</summary>
    void CellElsewhere(CellRecord cell);

    /// <summary>Called when a cell is over or was interrupted.</summary>
    void CellFinished(CellRecord cell, CellStatus status, string? reason);
}
