using Experiments.Data;
using Experiments.Scripts;

namespace Experiments.Training;

/// <summary>Root of the mean squared error.</summary>
public sealed class RmseMetric : RegressionMetric
{
    /// <inheritdoc/>
    public override string Name => "rmse";

    /// <inheritdoc/>
    public override string Summary => "Root of the mean squared error, in the unit of the target.";

    /// <inheritdoc/>
    public override PyMetric? PyTorch(DataDescription data, LossOptions loss) =>
        PyMetric.Mean(Name, "(output.double() - target.double()).square()", "math.sqrt({0})");

    /// <inheritdoc/>
    public override MetricSum Start(DataDescription data, LossOptions loss) =>
        MetricSum.OfMean(batch => MetricBatch.Sum(batch.Errors.square()), Math.Sqrt);
}
