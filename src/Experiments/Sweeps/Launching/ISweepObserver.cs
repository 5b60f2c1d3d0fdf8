namespace Experiments.Sweeps.Launching;

/// <summary>Displays the progress of a sweep. Calls come one at a time, from any thread.</summary>
public interface ISweepObserver
{
    void CellStarted(CellRecord cell, int worker);

    void CellProgress(CellRecord cell, CellReport report);

    /// <summary>
    /// Another process has locked the cell. <see cref="CellFinished"/> is called later, when the other process has finished the cell or
    /// this process has run it.
    /// </summary>
    void CellElsewhere(CellRecord cell);

    /// <summary>Called when a cell has ended or was interrupted.</summary>
    void CellFinished(CellRecord cell, CellStatus status, string? reason);
}
