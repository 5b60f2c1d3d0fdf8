using Experiments.Data;

namespace Experiments.Training;

/// <summary>
/// A metric of predicted values, in the target's own units even if the loss uses a standardised target. With <c>log_target</c> the values
/// are logarithms of the target.
/// </summary>
public abstract class RegressionMetric : MetricKind
{
    /// <inheritdoc/>
    public override string Unit => "target";

    /// <inheritdoc/>
    public override bool AppliesTo(DataDescription data, LossOptions loss) => data.Task == TaskKind.Regression;
}
