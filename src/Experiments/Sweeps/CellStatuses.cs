using Experiments.Runs;

namespace Experiments.Sweeps;

/// <summary>What the end of a run is for its cell.</summary>
public static class CellStatuses
{
    /// <summary>The status of a cell whose run is over or was interrupted.</summary>
    public static CellStatus Of(RunStatus status) => status switch
    {
        RunStatus.Completed => CellStatus.Completed,
        RunStatus.Diverged => CellStatus.Diverged,
        RunStatus.Interrupted => CellStatus.Interrupted,
        _ => CellStatus.Failed,
    };
}
