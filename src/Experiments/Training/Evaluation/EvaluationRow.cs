namespace Experiments.Training;

/// <summary>One evaluation of one split: a line of <c>metrics.jsonl</c>.</summary>
/// <param name="Step">Number of updates made before the evaluation.</param>
/// <param name="Epoch">Number of epochs made before the evaluation; within an epoch, a fraction.</param>
/// <param name="Split"><c>train</c>, <c>validation</c> or <c>test</c>; <c>train_running</c> for the mean over the training batches since
/// the last evaluation. The loss of each training batch is computed before the update from this batch.</param>
/// <param name="Metrics">Metric values in a fixed order.</param>
/// <param name="LearningRate">Learning rate of the last update; at step 0, the learning rate of the first update.</param>
/// <param name="WallTime">Seconds since the run began.</param>
public sealed record EvaluationRow(
    long Step, double Epoch, string Split, IReadOnlyList<Metric> Metrics, double LearningRate, double WallTime, double ExamplesPerSecond)
{
    /// <summary>The split of a row that holds the mean over the training batches instead of an evaluation.</summary>
    public const string Running = "train_running";
}
