namespace Experiments.Training;

/// <summary>One evaluation of one split: a line of <c>metrics.jsonl</c>.</summary>
/// <param name="Step">Updates made before it.</param>
/// <param name="Epoch">Epochs made before it, fractional within an epoch.</param>
/// <param name="Split"><c>train</c>, <c>validation</c> or <c>test</c>; <c>train_running</c> for the mean over the training batches since
/// the last evaluation, each at its own weights.</param>
/// <param name="Metrics">Metric values in a fixed order.</param>
/// <param name="LearningRate">Learning rate of the last update; at step 0 that of the first.</param>
/// <param name="WallTime">Seconds since the run began.</param>
public sealed record EvaluationRow(
    long Step, double Epoch, string Split, IReadOnlyList<Metric> Metrics, double LearningRate, double WallTime, double ExamplesPerSecond)
{
    /// <summary>The split of a row that no evaluation made: the mean over the training batches.</summary>
    public const string Running = "train_running";
}
