using Experiments.Initialization;
using Experiments.Training;

namespace Experiments.Runs;

/// <summary>What a run is about to do.</summary>
/// <param name="Plan">Config, data, loss, updates.</param>
/// <param name="Init">What every parameter starts as.</param>
/// <param name="Folder">The run folder.</param>
/// <param name="Device">Where the tensors live, such as <c>cpu</c> or <c>cuda:0</c>.</param>
/// <param name="FirstStep">Updates made already, by an earlier process.</param>
public sealed record RunStart(TrainingPlan Plan, InitPlan Init, string Folder, string Device, long FirstStep);

/// <summary>Watches a run to show it; it changes nothing, and what it shows is not the record.</summary>
public interface IRunObserver
{
    /// <summary>The run's folder is written and the first step is next.</summary>
    void Started(RunStart start);

    /// <summary>An update was made; called at every one, so it has to be quick.</summary>
    void StepDone(StepReport report);

    /// <summary>A split was evaluated.</summary>
    void Evaluated(EvaluationRow row);

    /// <summary>Something that a person should know.</summary>
    void Warning(string message);

    /// <summary>The run is over and its summary is written.</summary>
    void Finished(RunSummary summary);
}

/// <summary>Shows nothing.</summary>
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
