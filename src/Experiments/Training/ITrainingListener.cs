namespace Experiments.Training;

/// <summary>What one update did.</summary>
/// <param name="Step">Updates made, this one included.</param>
/// <param name="Epoch">Epochs made, a fraction within one.</param>
/// <param name="Loss">Loss of its batch, before the update.</param>
/// <param name="GradientNorm">Euclidean norm of all gradients together, before norm clipping.</param>
/// <param name="LearningRate">Learning rate of the update.</param>
/// <param name="ExamplesPerSecond">Training examples a second since the last evaluation.</param>
public readonly record struct StepReport(long Step, double Epoch, double Loss, double GradientNorm, double LearningRate, double ExamplesPerSecond);

/// <summary>One evaluation of one split: a line of <c>metrics.jsonl</c>.</summary>
/// <param name="Step">Updates made before it.</param>
/// <param name="Epoch">Epochs made before it, a fraction within one.</param>
/// <param name="Split"><c>train</c>, <c>validation</c> or <c>test</c>; <c>train_running</c> for the mean over the training batches since the evaluation before, each at its own weights.</param>
/// <param name="Metrics">Metric values in a fixed order.</param>
/// <param name="LearningRate">Learning rate of the last update, of the first one at step 0.</param>
/// <param name="WallTime">Seconds since the run began.</param>
/// <param name="ExamplesPerSecond">Examples a second of what the line measures.</param>
public sealed record EvaluationRow(
    long Step, double Epoch, string Split, IReadOnlyList<Metric> Metrics, double LearningRate, double WallTime, double ExamplesPerSecond);

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
