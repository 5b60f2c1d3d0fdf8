using Experiments.Training;

namespace Experiments.Runs;

/// <summary>
/// Prevents a failing observer (no terminal, disk full) from ending the run: after a failure the observer is not called again. An error in
/// writing the run's records still ends the run.
/// </summary>
public sealed class ForgivingObserver(IRunObserver observer) : IRunObserver
{
    private bool _isGone;

    /// <inheritdoc/>
    public void Started(RunStart start) => Tell(() => observer.Started(start));

    /// <inheritdoc/>
    public void StepDone(StepReport report)
    {
        // This method does not use the common helper: it is called at every step, so it must not allocate a closure.
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
    public void Note(string message) => Tell(() => observer.Note(message));

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
