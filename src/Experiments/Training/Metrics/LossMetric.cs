using Experiments.Data;
using Experiments.Scripts;

namespace Experiments.Training;

/// <summary>The training loss, over the whole split.</summary>
public sealed class LossMetric : MetricKind
{
    /// <inheritdoc/>
    public override string Name => "loss";

    /// <inheritdoc/>
    public override string Summary => "The training loss, over the whole split.";

    /// <inheritdoc/>
    public override string Unit => "loss";

    /// <inheritdoc/>
    public override bool AppliesTo(DataDescription data, LossOptions loss) => true;

    /// <inheritdoc/>
    public override PyMetric? PyTorch(DataDescription data, LossOptions loss) =>
        loss.PyTorch() is { } text ? PyMetric.Mean(Name, text.Terms, text.OfMean, text.Definitions) : null;

    /// <inheritdoc/>
    public override MetricSum Start(DataDescription data, LossOptions loss) => MetricSum.OfMean(batch => batch.LossSum, loss.OfMean);
}
