using Experiments.Runs;
using Experiments.Training;

namespace Experiments.Sweeps.Launching;

/// <summary>Forwards a run's events, and reports when the run has ended. In a group, some runs may end long before the last run.</summary>
internal sealed class FinishWatch(IRunObserver observer, Action finished) : IRunObserver
{
    /// <inheritdoc/>
    public void Started(RunStart start) => observer.Started(start);

    /// <inheritdoc/>
    public void StepDone(StepReport report) => observer.StepDone(report);

    /// <inheritdoc/>
    public void Evaluated(EvaluationRow row) => observer.Evaluated(row);

    /// <inheritdoc/>
    public void Warning(string message) => observer.Warning(message);

    /// <inheritdoc/>
    public void Note(string message) => observer.Note(message);

    /// <inheritdoc/>
    public void Finished(RunSummary summary)
    {
        observer.Finished(summary);
        finished();
    }
}
