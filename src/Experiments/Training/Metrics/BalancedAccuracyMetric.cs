using Experiments.Data;
using Experiments.Scripts;

namespace Experiments.Training;

/// <summary>Recall, averaged over the classes that have examples.</summary>
public sealed class BalancedAccuracyMetric : ClassificationMetric
{
    /// <inheritdoc/>
    public override string Name => "balanced_accuracy";

    /// <inheritdoc/>
    public override string Summary => "Recall, averaged over the classes.";

    /// <inheritdoc/>
    public override PyMetric? PyTorch(DataDescription data, LossOptions loss) => ConfusionSum.PyTorch(Name, data.Outputs,
        "balanced_accuracy_of",
        """
        def balanced_accuracy_of(counts):
            # Counts by class (row) and prediction (column).
            shares = [(row[k] / sum(row)) for k, row in enumerate(counts.tolist()) if sum(row) > 0]
            return in_order(shares) / len(shares)
        """,
        InOrder);

    /// <inheritdoc/>
    public override MetricSum Start(DataDescription data, LossOptions loss) => new ConfusionSum(
        data.Outputs, counts => ConfusionSum.Classes(counts).Where(row => row.Examples > 0).Select(row => row.Right / (double)row.Examples)
            .DefaultIfEmpty(double.NaN).Average());
}
