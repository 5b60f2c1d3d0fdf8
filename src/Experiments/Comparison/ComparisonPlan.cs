using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Experiments.Configuration;
using Experiments.Runs;
using Experiments.Serialization;
using Experiments.Sweeps;

namespace Experiments.Comparison;

/// <summary>What a comparison of folders is about: what was asked for, and for the rest what their sweep says.</summary>
public sealed partial class ComparisonPlan
{
    private readonly IReadOnlyList<string> _metrics;
    private readonly double _alpha;

    private ComparisonPlan(IReadOnlyList<string> folders, string by, IReadOnlyList<string> metrics, double alpha, IReadOnlyList<(string, double)> targets) =>
        (Folders, By, _metrics, _alpha, Targets) = (folders, by, metrics, alpha, targets);

    /// <summary>The folders.</summary>
    public IReadOnlyList<string> Folders { get; }

    /// <summary>The coordinate whose labels are compared.</summary>
    public string By { get; }

    /// <summary>The coordinates that every run must have.</summary>
    public IReadOnlyList<string> Keys => [By];

    /// <summary>Values to reach.</summary>
    public IReadOnlyList<(string Metric, double Value)> Targets { get; }

    /// <summary>Makes a plan.</summary>
    /// <param name="folders">Sweep folders, run folders, or folders above them.</param>
    /// <param name="by">What is compared; null takes what the first sweep says.</param>
    /// <param name="metrics">The metrics; none takes what the first sweep says.</param>
    /// <param name="alpha">The level; null takes what the first sweep says.</param>
    /// <exception cref="InputException">It is not said what is compared, and no sweep says it; or a metric or the level can't be understood.</exception>
    public static ComparisonPlan Of(IReadOnlyList<string> folders, string? by, IReadOnlyList<string> metrics, double? alpha)
    {
        if (alpha is not (null or (> 0 and < 1)))
            throw new InputException($"--alpha is {CanonicalJson.Number(alpha.Value)}; a number above 0 and below 1 is expected.");
        if (metrics.FirstOrDefault(metric => !MetricPattern().IsMatch(metric)) is { } wrong)
            throw new InputException($"--metric is '{wrong}'; SPLIT.METRIC or best.SPLIT.METRIC is expected, such as test.accuracy.");
        if (folders.FirstOrDefault(folder => !Directory.Exists(folder)) is { } missing)
            throw new InputException($"'{missing}' is no folder.");
        var sweep = folders.FirstOrDefault(SweepFolder.IsOne) is { } first ? SweepFolder.Open(first).ReadCompare() : [];
        return new ComparisonPlan(
            folders,
            by ?? (string?)sweep["by"] ?? throw new InputException("It is not said what is compared; give --by with an axis or a config key, such as --by init.weight.scheme."),
            metrics.Count > 0 ? metrics : [.. (sweep["metrics"] as JsonArray ?? []).Select(metric => (string)metric!)],
            alpha ?? (double?)sweep["alpha"] ?? 0.05,
            [.. (sweep["targets"] as JsonArray ?? []).Select(target => ((string)target!["metric"]!, JsonText.ReadNumber(target["value"]!)))]);
    }

    /// <summary>A request for each metric; where none is named, accuracy on the test split, or the root mean square error, as the runs have them.</summary>
    public IEnumerable<ComparisonRequest> Requests(RunCollection runs)
    {
        var metrics = _metrics.Count > 0 ? _metrics : [Usual(runs)];
        return metrics.Select(metric => new ComparisonRequest { By = By, Metric = metric, Alpha = _alpha });
    }

    private static string Usual(RunCollection runs)
    {
        var known = runs.Runs.SelectMany(run => run.Final.Keys).ToHashSet();
        return new[] { "test.accuracy", "test.rmse_log", "test.rmse", "validation.accuracy", "validation.rmse", "test.loss" }.FirstOrDefault(known.Contains) ?? "test.loss";
    }

    [GeneratedRegex(@"\A" + MetricKey.Pattern + @"\z")]
    private static partial Regex MetricPattern();
}
