namespace Experiments.Training;

/// <summary>Receives a trainer's events. An exception from an implementation ends the training.</summary>
public interface ITrainingListener
{
    /// <summary>Training starts after so many updates of an earlier process; nothing is evaluated yet.</summary>
    void Starting(long step);

    /// <summary>An update was made. On a GPU several may be reported together, in order; the model then holds the weights of the last of
    /// them.</summary>
    void StepDone(StepReport report);

    /// <summary>Whether the listener reads the model after so many updates: it is told of
    /// that update before the next one is made.</summary>
    bool LooksAfter(long step);

    /// <param name="epoch">Epochs made.</param>
    /// <param name="step">Updates made.</param>
    /// <param name="loss">Mean training loss over the epoch's examples, each at its own weights.</param>
    void EpochDone(long epoch, long step, double loss);

    void Evaluated(EvaluationRow row);

    /// <summary>The latest evaluation of the validation split is the best so far; the model holds its weights.</summary>
    void BestSoFar(BestEvaluation best);

    /// <summary>All splits are evaluated and the state is consistent: the moment for a checkpoint.</summary>
    void Checkpoint();

    /// <summary>A message to the user; the run goes on.</summary>
    void Warning(string message);
}
