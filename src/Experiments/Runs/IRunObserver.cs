using Experiments.Training;

namespace Experiments.Runs;

/// <summary>Watches a run to display it; it changes nothing, and what it shows is not the record.</summary>
public interface IRunObserver
{
    /// <summary>Called once the run folder is written, before the first update.</summary>
    void Started(RunStart start);

    /// <summary>Called after every update, so it has to be quick.</summary>
    void StepDone(StepReport report);

    void Evaluated(EvaluationRow row);

    void Warning(string message);

    /// <summary>Called with a remark for the user that is no reason to worry.</summary>
    void Note(string message)
    {
    }

    /// <summary>Called once the run is over and its summary is written.</summary>
    void Finished(RunSummary summary);
}
