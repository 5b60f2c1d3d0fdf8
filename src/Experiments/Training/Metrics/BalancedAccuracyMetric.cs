using Experiments.Data;

namespace Experiments.Training;

/// <summary>Recall, averaged over the classes that have examples.</summary>
public sealed class BalancedAccuracyMetric : ClassificationMetric
{
    /// <inheritdoc/>
    public override string Name => "balanced_accuracy";

    /// <inheritdoc/>
    public override string Summary => "Recall, averaged over the classes.";

    /// <inheritdoc/>
    public override MetricSum Start(DataDescription data, LossOptions loss) => new ConfusionSum(
        data.Outputs, counts => ConfusionSum.Classes(counts).Where(row => row.Examples > 0).Select(row => row.Right / (double)row.Examples)
            .DefaultIfEmpty(double.NaN).Average());
}
