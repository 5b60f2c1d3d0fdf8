namespace Experiments.Tests.Sweeps;

/// <summary>Stops a run after a number of updates.</summary>
internal sealed class StopAfter(long steps, CancellationTokenSource stop) : IRunObserver
{
    public void Started(RunStart start)
    {
    }

    public void StepDone(StepReport report)
    {
        if (report.Step >= steps)
            stop.Cancel();
    }

    public void Evaluated(EvaluationRow row)
    {
    }

    public void Warning(string message)
    {
    }

    public void Finished(RunSummary summary)
    {
    }
}
