using Experiments.Runs;
using Experiments.Training;

namespace GpuCheck.Training;

/// <summary>Records a run's losses: of each update and of each evaluation.</summary>
/// <param name="afterStep">Called after each update with the number of the update; may be null.</param>
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

    // A resumed run does not repeat the evaluations of its start and of the interruption, so its losses equal the losses of an
    // uninterrupted run.
    public void Evaluated(EvaluationRow row) =>
        Losses.AddRange(row.Metrics.Where(metric => metric.Name == "loss").Select(metric => metric.Value));

    public void Warning(string message)
    {
    }

    public void Finished(RunSummary summary)
    {
    }
}
