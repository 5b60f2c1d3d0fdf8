using Experiments.Training;

namespace Experiments.Runs;

/// <summary>Interprets the status of a run.</summary>
public static class RunStatuses
{
    /// <summary>Whether a run with this status has a result. A resume does not train such a run again, and comparisons use it.</summary>
    public static bool HasResult(this RunStatus status) => status is RunStatus.Completed or RunStatus.Diverged;

    /// <summary>
    /// Returns the status of a recorded run. If on_non_finite was 'ignore', earlier versions recorded a run without a finite final loss as
    /// completed; this method returns 'diverged' for it.
    /// </summary>
    public static RunStatus OfRecord(RunStatus recorded, TrainingProgress progress) =>
        recorded == RunStatus.Completed && progress.NonFiniteSplit is not null ? RunStatus.Diverged : recorded;
}
