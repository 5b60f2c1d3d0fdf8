using Experiments.Training;

namespace Experiments.Runs;

/// <summary>
/// Keeps what shows a run from ending it: an observer that throws (its terminal is gone, its disk full) is not called again.
/// The record goes other ways, which do throw.
/// </summary>
/// <param name="observer">What shows the run.</param>
public sealed class ForgivingObserver(IRunObserver observer) : IRunObserver
{
    private bool _isGone;

    /// <inheritdoc/>
    public void Started(RunStart start) => Tell(() => observer.Started(start));

    /// <inheritdoc/>
    public void StepDone(StepReport report)
    {
        // Called at every step: no closure.
        if (_isGone)
            return;
        try
        {
            observer.StepDone(report);
        }
        catch (Exception)
        {
            _isGone = true;
        }
    }

    /// <inheritdoc/>
    public void Evaluated(EvaluationRow row) => Tell(() => observer.Evaluated(row));

    /// <inheritdoc/>
    public void Warning(string message) => Tell(() => observer.Warning(message));

    /// <inheritdoc/>
    public void Finished(RunSummary summary) => Tell(() => observer.Finished(summary));

    private void Tell(Action call)
    {
        if (_isGone)
            return;
        try
        {
            call();
        }
        catch (Exception)
        {
            _isGone = true;
        }
    }
}
