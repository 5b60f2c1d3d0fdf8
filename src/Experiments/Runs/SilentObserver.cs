using Experiments.Training;

namespace Experiments.Runs;

public sealed class SilentObserver : IRunObserver
{
    /// <inheritdoc/>
    public void Started(RunStart start)
    {
    }

    /// <inheritdoc/>
    public void StepDone(StepReport report)
    {
    }

    /// <inheritdoc/>
    public void Evaluated(EvaluationRow row)
    {
    }

    /// <inheritdoc/>
    public void Warning(string message)
    {
    }

    /// <inheritdoc/>
    public void Finished(RunSummary summary)
    {
    }
}
