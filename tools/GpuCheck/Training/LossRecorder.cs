using Experiments.Runs;
using Experiments.Training;

namespace GpuCheck.Training;

/// <summary>Keeps a run's losses: of each update and of each evaluation.</summary>
/// <param name="afterStep">Called after each update with its number; null for nothing.</param>
internal sealed class LossRecorder(Action<long>? afterStep) : IRunObserver
{
    /// <summary>The losses in the order in which they were computed.</summary>
    public List<double> Losses { get; } = [];

    public void Started(RunStart start)
    {
    }

    public void StepDone(StepReport report)
    {
        Losses.Add(report.Loss);
        afterStep?.Invoke(report.Step);
    }

    // The start and the interruption of a resumed run are not evaluated twice, so that its losses are those of an undisturbed one.
    public void Evaluated(EvaluationRow row) =>
        Losses.AddRange(row.Metrics.Where(metric => metric.Name == "loss").Select(metric => metric.Value));

    public void Warning(string message)
    {
    }

    public void Finished(RunSummary summary)
    {
    }
}
