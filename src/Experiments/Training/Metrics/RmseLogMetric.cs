using Experiments.Data;
using Experiments.Scripts;

namespace Experiments.Training;

/// <summary>Root of the mean squared error of the logarithm. With <c>log_target</c>, this metric equals the metric rmse. Without
/// <c>log_target</c>, this metric equals the loss <c>rmse_log</c>.</summary>
public sealed class RmseLogMetric : RegressionMetric
{
    /// <inheritdoc/>
    public override string Name => "rmse_log";

    /// <inheritdoc/>
    public override string Summary => "Root mean squared error of the logarithm of the target.";

    /// <inheritdoc/>
    public override string Unit => "log target";

    /// <inheritdoc/>
    public override bool AppliesTo(DataDescription data, LossOptions loss) =>
        base.AppliesTo(data, loss) && (data.LogTarget || loss is RmseLogLoss);

    /// <inheritdoc/>
    public override PyMetric? PyTorch(DataDescription data, LossOptions loss) =>
        data.LogTarget ? PyMetric.Mean(Name, "(output.double() - target.double()).square()", "math.sqrt({0})")
        : loss.PyTorch() is { } text ? PyMetric.Mean(Name, text.Terms, text.OfMean, text.Definitions) : null;

    /// <inheritdoc/>
    public override MetricSum Start(DataDescription data, LossOptions loss) =>
        data.LogTarget ? new RmseMetric().Start(data, loss) : MetricSum.OfMean(batch => batch.LossSum, loss.OfMean);
}
