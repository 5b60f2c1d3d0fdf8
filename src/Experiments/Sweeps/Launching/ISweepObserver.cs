namespace Experiments.Sweeps.Launching;

/// <summary>Watches a sweep to show it. Calls come one at a time, from any thread.</summary>
public interface ISweepObserver
{
    /// <summary>A worker has begun with a cell.</summary>
    void CellStarted(CellRecord cell, int worker);

    /// <summary>A cell has made so many updates.</summary>
    void CellProgress(CellRecord cell, long step);

    /// <summary>A cell that was begun with is at another process, which has it alone; <see cref="CellFinished"/> follows once that one is done with it, or this one has had its turn.</summary>
    void CellElsewhere(CellRecord cell);

    /// <summary>A cell is over, or was interrupted.</summary>
    void CellFinished(CellRecord cell, CellStatus status, string? reason);
}
