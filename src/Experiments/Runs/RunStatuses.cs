using Experiments.Training;

namespace Experiments.Runs;

/// <summary>What a status means for those that read a run.</summary>
public static class RunStatuses
{
    /// <summary>Whether a run of this status is over with a result, which resuming keeps and comparisons count.</summary>
    public static bool HasResult(this RunStatus status) => status is RunStatus.Completed or RunStatus.Diverged;

    /// <summary>Returns the status of a recorded run. Earlier versions recorded a run that ended without a finite loss, under
    /// on_non_finite 'ignore', as completed.</summary>
    public static RunStatus OfRecord(RunStatus recorded, TrainingProgress progress) =>
        recorded == RunStatus.Completed && progress.NonFiniteSplit is not null ? RunStatus.Diverged : recorded;
}
