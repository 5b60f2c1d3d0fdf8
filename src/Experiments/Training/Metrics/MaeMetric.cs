using Experiments.Data;
using Experiments.Scripts;

namespace Experiments.Training;

/// <summary>Mean absolute error.</summary>
public sealed class MaeMetric : RegressionMetric
{
    /// <inheritdoc/>
    public override string Name => "mae";

    /// <inheritdoc/>
    public override string Summary => "Mean absolute error, in the unit of the target.";

    /// <inheritdoc/>
    public override PyMetric? PyTorch(DataDescription data, LossOptions loss) =>
        PyMetric.Mean(Name, "(output.double() - target.double()).abs()");

    /// <inheritdoc/>
    public override MetricSum Start(DataDescription data, LossOptions loss) =>
        MetricSum.OfMean(batch => MetricBatch.Sum(batch.Errors.abs()));
}
