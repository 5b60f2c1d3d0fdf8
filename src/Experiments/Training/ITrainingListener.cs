namespace Experiments.Training;

/// <summary>What a trainer tells while it works. Whatever an implementation throws ends the training.</summary>
public interface ITrainingListener
{
    /// <summary>An update was made.</summary>
    void StepDone(StepReport report);

    /// <summary>An epoch was finished.</summary>
    /// <param name="epoch">Epochs made.</param>
    /// <param name="step">Updates made.</param>
    /// <param name="loss">Mean training loss over the epoch's examples, each at its own weights.</param>
    void EpochDone(long epoch, long step, double loss);

    /// <summary>A split was evaluated.</summary>
    void Evaluated(EvaluationRow row);

    /// <summary>The validation split was never better; the model holds the weights that were so.</summary>
    void BestSoFar(BestEvaluation best);

    /// <summary>All splits are evaluated and the state is consistent: the moment for a checkpoint.</summary>
    void Checkpoint();

    /// <summary>Something that a person should know and that does not end the run.</summary>
    void Warning(string message);
}
