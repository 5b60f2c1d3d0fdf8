using Experiments.Data;
using Experiments.Scripts;

namespace Experiments.Training;

/// <summary>
/// F1 = 2 · right / (examples + predicted), averaged over the classes. The average leaves out a class that has no examples and no
/// predictions, as does scikit-learn's <c>f1_score(average="macro")</c>.
/// </summary>
public sealed class MacroF1Metric : ClassificationMetric
{
    /// <inheritdoc/>
    public override string Name => "macro_f1";

    /// <inheritdoc/>
    public override string Summary => "F1 score, averaged over the classes.";

    /// <inheritdoc/>
    public override PyMetric? PyTorch(DataDescription data, LossOptions loss) => ConfusionSum.PyTorch(Name, data.Outputs,
        "macro_f1_of",
        """
        def macro_f1_of(counts):
            # Counts by class (row) and prediction (column).
            totals = (counts.sum(1) + counts.sum(0)).tolist()
            scores = [2.0 * right / total for right, total in zip(counts.diag().tolist(), totals) if total > 0]
            return in_order(scores) / len(scores)
        """,
        InOrder);

    /// <inheritdoc/>
    public override MetricSum Start(DataDescription data, LossOptions loss) => new ConfusionSum(
        data.Outputs,
        counts => ConfusionSum.Classes(counts).Where(row => row.Examples + row.Predicted > 0)
            .Select(row => 2.0 * row.Right / (row.Examples + row.Predicted)).DefaultIfEmpty(double.NaN).Average());
}
