using Experiments.Data;
using Experiments.Options.Describing;
using Experiments.Scripts;

namespace Experiments.Training;

/// <summary>A metric that evaluations can measure: the base of every row of <see cref="MetricRegistry"/>.</summary>
public abstract class MetricKind
{
    /// <summary>The metric's name in configs and records.</summary>
    public abstract string Name { get; }

    /// <summary>A summary of one sentence, which <c>experiments list metric</c> prints.</summary>
    public abstract string Summary { get; }

    /// <summary>Unit of the value: <c>share</c>, <c>%</c>, <c>loss</c>, <c>target</c> (the target's own unit), or another text.</summary>
    public abstract string Unit { get; }

    public virtual bool IsHigherBetter => false;

    /// <summary>Whether the metric is defined on this data with this loss.</summary>
    public abstract bool AppliesTo(DataDescription data, LossOptions loss);

    /// <summary>Starts measuring the metric over the batches of a split.</summary>
    public abstract MetricSum Start(DataDescription data, LossOptions loss);

    /// <summary>Returns the metric in an exported PyTorch script; null if a script can't have this metric.</summary>
    public virtual PyMetric? PyTorch(DataDescription data, LossOptions loss) => null;

    /// <summary>Python's definition of a sum whose last digit does not depend on the version of Python.</summary>
    private protected const string InOrder = """
        def in_order(numbers):
            # Adds from left to right; Python 3.12's sum() rounds differently.
            total = 0.0
            for number in numbers:
                total += number
            return total
        """;

    /// <summary>The summary, and whether higher or lower is better, in the given language. Without a translation, the summary is in
    /// English.</summary>
    public string SummaryIn(Language language) => Texts.Of(language)
        .Format(IsHigherBetter ? "metrics.higher" : "metrics.lower", language.Translated($"metrics.{Name}", Summary));
}
