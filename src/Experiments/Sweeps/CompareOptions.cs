using Experiments.Runs;

namespace Experiments.Sweeps;

/// <summary>Options for comparing the results of a sweep.</summary>
public sealed record CompareOptions
{
    [Option("by", "The coordinate whose values are compared; null means the first axis that is not a range.")]
    public string? By { get; init; }

    [Option("tune", "Axes, such as optimizer.lr, whose best value is chosen on the validation split, separately for each compared label; "
        + "all values are also reported.")]
    public IReadOnlyList<string> Tune { get; init; } = [];

    [Option("metrics", "Metrics to compare: SPLIT.METRIC at the end of the run, or best.SPLIT.METRIC at the selected evaluation; [] "
        + "means the selecting metric on the test split.",
        Pattern = MetricKey.Pattern, PatternInWords = "SPLIT.METRIC or best.SPLIT.METRIC, such as test.accuracy")]
    public IReadOnlyList<string> Metrics { get; init; } = [];

    [Option("alpha", "Significance level of all comparisons of one metric together: the probability of any false positive.",
        Minimum = 0, ExclusiveMinimum = true, Maximum = 1, ExclusiveMaximum = true)]
    public double Alpha { get; init; } = 0.05;

    [Option("targets", "Target values of the metric; the numbers of steps until they are reached are also compared.")]
    public IReadOnlyList<CompareTarget> Targets { get; init; } = [];
}
