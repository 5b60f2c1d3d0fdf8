using Experiments.Training;

namespace Experiments.Runs;

/// <summary>Displays a run. An observer does not affect the run, and its output is not part of the record.</summary>
public interface IRunObserver
{
    /// <summary>Called when the run folder is written, before the first update.</summary>
    void Started(RunStart start);

    /// <summary>Called after every update, so it must be fast.</summary>
    void StepDone(StepReport report);

    void Evaluated(EvaluationRow row);

    void Warning(string message);

    /// <summary>Called with a message for the user that needs no action.</summary>
    void Note(string message)
    {
    }

    /// <summary>Called after the run has ended and its summary is written.</summary>
    void Finished(RunSummary summary);
}
