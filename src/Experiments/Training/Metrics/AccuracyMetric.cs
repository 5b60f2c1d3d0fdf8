using Experiments.Data;
using Experiments.Scripts;

namespace Experiments.Training;

/// <summary>Share of examples that are classified correctly.</summary>
public sealed class AccuracyMetric : ClassificationMetric
{
    /// <inheritdoc/>
    public override string Name => "accuracy";

    /// <inheritdoc/>
    public override string Summary => "Share of examples that are classified correctly.";

    /// <inheritdoc/>
    public override PyMetric? PyTorch(DataDescription data, LossOptions loss) => PyMetric.Mean(Name, "(output.argmax(1) == target)");

    /// <inheritdoc/>
    public override MetricSum Start(DataDescription data, LossOptions loss) =>
        MetricSum.OfMean(batch => MetricBatch.Sum(batch.Predicted.eq(batch.Targets)));
}
