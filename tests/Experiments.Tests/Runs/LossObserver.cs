namespace Experiments.Tests.Runs;

/// <summary>Records the loss of every update, and calls an optional action after each update.</summary>
internal sealed class LossObserver(Action<StepReport>? afterStep = null) : IRunObserver
{
    public List<double> Losses { get; } = [];

    public List<double> LearningRates { get; } = [];

    public List<string> Warnings { get; } = [];

    public List<string> Notes { get; } = [];

    public RunStart? Start { get; private set; }

    public void Started(RunStart start) => Start = start;

    public void StepDone(StepReport report)
    {
        Losses.Add(report.Loss);
        LearningRates.Add(report.LearningRate);
        afterStep?.Invoke(report);
    }

    public void Evaluated(EvaluationRow row)
    {
    }

    public void Warning(string message) => Warnings.Add(message);

    public void Note(string message) => Notes.Add(message);

    public void Finished(RunSummary summary)
    {
    }
}
