using Experiments.Data;
using Experiments.Scripts;

namespace Experiments.Training;

/// <summary>Mean absolute percentage error, 100 · |y − ŷ| / |y|. A target of 0 counts as 2.2e-16, as in scikit-learn.</summary>
public sealed class MapeMetric : RegressionMetric
{
    private const double SmallestTarget = 2.220446049250313e-16;

    /// <inheritdoc/>
    public override string Name => "mape";

    /// <inheritdoc/>
    public override string Summary => "Mean absolute percentage error.";

    /// <inheritdoc/>
    public override string Unit => "%";

    /// <inheritdoc/>
    public override PyMetric? PyTorch(DataDescription data, LossOptions loss) =>
        PyMetric.Mean(Name, $"((output.double() - target.double()).abs() / target.double().abs().clamp(min={Py.Number(SmallestTarget)}))",
            "100 * ({0})");

    /// <inheritdoc/>
    public override MetricSum Start(DataDescription data, LossOptions loss) => MetricSum.OfMean(
        batch => MetricBatch.Sum(batch.Errors.abs().div(batch.Targets.to(ScalarType.Float64).abs().clamp(min: SmallestTarget))),
        mean => 100 * mean);
}
