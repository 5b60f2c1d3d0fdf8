using Experiments.Data;

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
    public override MetricSum Start(DataDescription data, LossOptions loss) => new ConfusionSum(
        data.Outputs,
        counts => ConfusionSum.Classes(counts).Where(row => row.Examples + row.Predicted > 0)
            .Select(row => 2.0 * row.Right / (row.Examples + row.Predicted)).DefaultIfEmpty(double.NaN).Average());
}
