namespace Experiments.Training;

/// <summary>Receives a trainer's events. An exception thrown by an implementation ends the training.</summary>
public interface ITrainingListener
{
    /// <summary>Training starts, and this process has evaluated no split yet. Earlier processes made <paramref name="step"/>
    /// updates.</summary>
    void Starting(long step);

    /// <summary>
    /// An update was made. On a GPU several updates may be reported together, in order; the model then has the weights after the last of
    /// these updates.
    /// </summary>
    void StepDone(StepReport report);

    /// <summary>
    /// Whether the listener reads the model after <paramref name="step"/> updates. In this case, the trainer reports update
    /// <paramref name="step"/> before it makes the next update.
    /// </summary>
    bool LooksAfter(long step);

    /// <param name="epoch">Number of epochs made.</param>
    /// <param name="step">Number of updates made.</param>
    /// <param name="loss">Mean training loss over the epoch's examples; the loss of each batch is computed before the update from this
    /// batch.</param>
    void EpochDone(long epoch, long step, double loss);

    void Evaluated(EvaluationRow row);

    /// <summary>The latest evaluation of the validation split is the best so far; the model still has the evaluated weights.</summary>
    void BestSoFar(BestEvaluation best);

    /// <summary>All splits are evaluated and the state is consistent, so the listener can write a checkpoint.</summary>
    void Checkpoint();

    /// <summary>Reports a problem to the user; the run continues.</summary>
    void Warning(string message);
}
