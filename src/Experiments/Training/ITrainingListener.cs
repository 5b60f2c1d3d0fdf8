namespace Experiments.Training;

/// <summary>Receives a trainer's events. An exception thrown by an implementation ends the training.</summary>
public interface ITrainingListener
{
    /// <summary>Training starts after <paramref name="step"/> updates of earlier processes; nothing is evaluated yet.</summary>
    void Starting(long step);

    /// <summary>
    /// An update was made. On a GPU several updates may be reported together, in order; the model then has the weights of the last one.
    /// </summary>
    void StepDone(StepReport report);

    /// <summary>
    /// Whether the listener reads the model after <paramref name="step"/> updates. If so, the trainer reports that update before it makes
    /// the next one.
    /// </summary>
    bool LooksAfter(long step);

    /// <param name="epoch">Number of epochs made.</param>
    /// <param name="step">Number of updates made.</param>
    /// <param name="loss">Mean training loss over the epoch's examples, each at the weights it was trained with.</param>
    void EpochDone(long epoch, long step, double loss);

    void Evaluated(EvaluationRow row);

    /// <summary>The latest evaluation of the validation split is the best so far; the model still has the evaluated weights.</summary>
    void BestSoFar(BestEvaluation best);

    /// <summary>All splits are evaluated and the state is consistent: a checkpoint can be written.</summary>
    void Checkpoint();

    /// <summary>Reports a problem to the user; the run continues.</summary>
    void Warning(string message);
}
