using Experiments.Runs;

namespace Experiments.Sweeps;

/// <summary>How the results of a sweep are compared.</summary>
public sealed record CompareOptions
{
    [Option("by", "The coordinate whose values are compared with one another; null takes the first axis that is not a range to draw from.")]
    public string? By { get; init; }

    [Option("tune", "Axes whose best value is chosen for each compared label on the validation split, such as optimizer.lr; every value is "
        + "reported too.")]
    public IReadOnlyList<string> Tune { get; init; } = [];

    [Option("metrics", "What is compared: SPLIT.METRIC, at the end of the run, or best.SPLIT.METRIC, at the evaluation that selects; [] "
        + "takes the selecting metric on the test split.",
        Pattern = MetricKey.Pattern, PatternInWords = "SPLIT.METRIC or best.SPLIT.METRIC, such as test.accuracy")]
    public IReadOnlyList<string> Metrics { get; init; } = [];

    [Option("alpha", "The level of all comparisons of one metric together: the chance of calling anything separated that is not.",
        Minimum = 0, ExclusiveMinimum = true, Maximum = 1, ExclusiveMaximum = true)]
    public double Alpha { get; init; } = 0.05;

    [Option("targets", "Values to reach, whose steps are compared too.")]
    public IReadOnlyList<CompareTarget> Targets { get; init; } = [];
}
