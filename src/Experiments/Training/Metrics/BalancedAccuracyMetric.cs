using Experiments.Data;

namespace Experiments.Training;

/// <summary>Mean over the classes of the share of a class's examples that are recognised; classes without examples are left out.</summary>
public sealed class BalancedAccuracyMetric : ClassificationMetric
{
    /// <inheritdoc/>
    public override string Name => "balanced_accuracy";

    /// <inheritdoc/>
    public override string Summary => "Mean over the classes of the share of a class that is recognised.";

    /// <inheritdoc/>
    public override MetricSum Start(DataDescription data, LossOptions loss) => new ConfusionSum(
        data.Outputs, counts => ConfusionSum.Classes(counts).Where(row => row.Examples > 0).Select(row => row.Right / (double)row.Examples)
            .DefaultIfEmpty(double.NaN).Average());
}
