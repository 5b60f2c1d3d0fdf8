using Experiments.Runs;

namespace Experiments.Sweeps;

/// <summary>Options for comparing the results of a sweep.</summary>
public sealed record CompareOptions
{
    [Option("by", "Name of the axis whose values are compared; null means the first axis that is not a range.")]
    public string? By { get; init; }

    [Option("tune", "Axes to tune, such as optimizer.lr: for each compared label, the best value is chosen on the validation split. "
        + "All values are also reported.")]
    public IReadOnlyList<string> Tune { get; init; } = [];

    [Option("metrics", "Metrics to compare: SPLIT.METRIC at the end of the run, or best.SPLIT.METRIC at the best evaluation; [] means "
        + "the metric of training.select on the test split.",
        Pattern = MetricKey.Pattern, PatternInWords = "SPLIT.METRIC or best.SPLIT.METRIC, such as test.accuracy")]
    public IReadOnlyList<string> Metrics { get; init; } = [];

    [Option("alpha", "Significance level of all comparisons of one metric together: the probability of at least one false positive.",
        Minimum = 0, ExclusiveMinimum = true, Maximum = 1, ExclusiveMaximum = true)]
    public double Alpha { get; init; } = 0.05;

    [Option("targets", "Metric values to reach; the comparison also covers the number of steps until a run reaches each value.")]
    public IReadOnlyList<CompareTarget> Targets { get; init; } = [];
}
