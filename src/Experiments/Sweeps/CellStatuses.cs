using Experiments.Runs;

namespace Experiments.Sweeps;

/// <summary>Interprets the status of a cell, and derives it from the end of a run.</summary>
public static class CellStatuses
{
    /// <summary>Whether the cell has a result. A cell with a result is run again only on request, and comparisons use it.</summary>
    public static bool HasResult(this CellStatus status) => status is CellStatus.Completed or CellStatus.Diverged;

    public static CellStatus Of(RunStatus status) => status switch
    {
        RunStatus.Completed => CellStatus.Completed,
        RunStatus.Diverged => CellStatus.Diverged,
        RunStatus.Interrupted => CellStatus.Interrupted,
        _ => CellStatus.Failed,
    };
}
