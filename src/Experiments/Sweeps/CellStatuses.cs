using Experiments.Runs;

namespace Experiments.Sweeps;

/// <summary>What a cell's status means, and which one the end of a run gives.</summary>
public static class CellStatuses
{
    /// <summary>Whether the cell's run is over with a result: it is not run again unless asked for, and comparisons count it.</summary>
    public static bool HasResult(this CellStatus status) => status is CellStatus.Completed or CellStatus.Diverged;

    public static CellStatus Of(RunStatus status) => status switch
    {
        RunStatus.Completed => CellStatus.Completed,
        RunStatus.Diverged => CellStatus.Diverged,
        RunStatus.Interrupted => CellStatus.Interrupted,
        _ => CellStatus.Failed,
    };
}
