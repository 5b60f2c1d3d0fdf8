using Experiments.Data;

namespace Experiments.Training;

/// <summary>A metric of class predictions.</summary>
public abstract class ClassificationMetric : MetricKind
{
    /// <inheritdoc/>
    public override string Unit => "share";

    /// <inheritdoc/>
    public override bool IsHigherBetter => true;

    /// <inheritdoc/>
    public override bool AppliesTo(DataDescription data, LossOptions loss) => data.Task == TaskKind.Classification;
}
