using Experiments.Runs;

namespace Experiments.Sweeps;

/// <summary>Maps the end of a run to the status of its cell.</summary>
public static class CellStatuses
{
    public static CellStatus Of(RunStatus status) => status switch
    {
        RunStatus.Completed => CellStatus.Completed,
        RunStatus.Diverged => CellStatus.Diverged,
        RunStatus.Interrupted => CellStatus.Interrupted,
        _ => CellStatus.Failed,
    };
}
