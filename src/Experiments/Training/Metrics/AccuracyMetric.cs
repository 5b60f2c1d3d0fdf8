using Experiments.Data;

namespace Experiments.Training;

/// <summary>Share of examples whose most probable class is theirs.</summary>
public sealed class AccuracyMetric : ClassificationMetric
{
    /// <inheritdoc/>
    public override string Name => "accuracy";

    /// <inheritdoc/>
    public override MetricSum Start(DataDescription data, LossOptions loss) =>
        MetricSum.OfMean(batch => MetricBatch.Sum(batch.Predicted.eq(batch.Targets)));
}
