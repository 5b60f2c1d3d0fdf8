using Experiments.Data;
using Experiments.Scripts;

namespace Experiments.Training;

/// <summary>Share of examples whose class is among the five most probable classes. The metric applies to data with more than five
/// classes.</summary>
public sealed class TopFiveMetric : ClassificationMetric
{
    private const int Places = 5;

    /// <inheritdoc/>
    public override string Name => "top5_accuracy";

    /// <inheritdoc/>
    public override string Summary => "Share of examples whose class is among the five most probable; needs more than five classes.";

    /// <inheritdoc/>
    public override bool AppliesTo(DataDescription data, LossOptions loss) => base.AppliesTo(data, loss) && data.Outputs > Places;

    /// <inheritdoc/>
    public override PyMetric? PyTorch(DataDescription data, LossOptions loss) =>
        PyMetric.Mean(Name, $"(output.topk({Places}, 1).indices == target.unsqueeze(1))");

    /// <inheritdoc/>
    public override MetricSum Start(DataDescription data, LossOptions loss) =>
        MetricSum.OfMean(batch => MetricBatch.Sum(batch.Output.topk(Places, 1).indexes.eq(batch.Targets.unsqueeze(1))));
}
