using Experiments.Training;

namespace Experiments.Runs;

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
