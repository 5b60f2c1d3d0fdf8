using Experiments.Comparison.Keys;
using Experiments.Runs;
using Experiments.Sweeps;

namespace Experiments.Comparison;

/// <summary>Settings of a comparison: the user's options, and for missing options the settings of the first sweep among the
/// folders.</summary>
public sealed partial class ComparisonPlan
{
    private readonly IReadOnlyList<string> _metrics;
    private readonly double _alpha;

    private ComparisonPlan(IReadOnlyList<string> folders, IReadOnlyList<string> keys, IReadOnlyList<string> metrics, double alpha,
        IReadOnlyList<(string, double)> targets) =>
            (Folders, Keys, _metrics, _alpha, Targets) = (folders, keys, metrics, alpha, targets);

    public IReadOnlyList<string> Folders { get; }

    /// <summary>Coordinate whose labels are compared.</summary>
    public string By => JoinedKeys.Name(Keys);

    /// <summary>Axes or config keys whose values are compared; tuned keys come last. With several keys, each combination of values is a
    /// label.</summary>
    public IReadOnlyList<string> Keys { get; }

    /// <summary>The tuned keys among <see cref="Keys"/>: for each of these keys, the best value is chosen on the validation
    /// split.</summary>
    public IReadOnlyList<string> Tune { get; private init; } = [];

    /// <summary>Config keys, or parts of the config, that are not axes. The comparison averages over their values.</summary>
    public IReadOnlyList<string> Pool { get; private init; } = [];

    /// <summary>Target values of metrics. For each target, the comparison counts the steps until a run reaches the target.</summary>
    public IReadOnlyList<(string Metric, double Value)> Targets { get; }

    /// <summary>Creates a plan from the command's options and the settings of the first sweep.</summary>
    /// <param name="folders">Sweep folders, run folders, or folders above them.</param>
    /// <param name="by">Coordinate to compare by, or several coordinates separated by commas. Null means the coordinate of the first
    /// sweep.</param>
    /// <param name="metrics">Metrics to compare; an empty list means the metrics of the first sweep.</param>
    /// <param name="alpha">Significance level. Null means the level of the first sweep, or 0.05 if that sweep states no level.</param>
    /// <param name="pool">Keys to average over; <see cref="PoolCheck.All"/> means every key, null means none.</param>
    /// <param name="tune">Keys whose best value is chosen on the validation split; null or an empty list means the tuned keys of the first
    /// sweep.
    /// </param>
    /// <exception cref="InputException">No coordinate is given, a folder is missing, or a metric or the level is invalid.</exception>
    public static ComparisonPlan Of(IReadOnlyList<string> folders, string? by, IReadOnlyList<string> metrics, double? alpha,
        IReadOnlyList<string>? pool = null, IReadOnlyList<string>? tune = null)
    {
        if (alpha is not (null or (> 0 and < 1)))
            throw new InputException($"--alpha is {CanonicalJson.Number(alpha.Value)}; give a number above 0 and below 1.");
        if (metrics.FirstOrDefault(metric => !MetricPattern().IsMatch(metric)) is { } wrong)
            throw new InputException($"--metric is '{wrong}'; give SPLIT.METRIC or best.SPLIT.METRIC, such as test.accuracy.");
        if (folders.FirstOrDefault(folder => !Directory.Exists(folder)) is { } missing)
            throw new InputException($"The folder '{missing}' does not exist.");
        var sweep = folders.FirstOrDefault(SweepFolder.IsOne) is { } first ? SweepFolder.Open(first).ReadCompare() : [];
        var keys = KeysOf(by, sweep);
        var tuned = TunedKeys(tune ?? [], keys, pool ?? [], sweep);
        return new ComparisonPlan(
            folders,
            [.. keys, .. tuned],
            metrics.Count > 0 ? metrics : [.. (sweep["metrics"] as JsonArray ?? []).Select(metric => (string)metric!)],
            alpha ?? (double?)sweep["alpha"] ?? 0.05,
            [.. (sweep["targets"] as JsonArray ?? [])
                .Select(target => ((string)target!["metric"]!, JsonText.ReadNumber(target["value"]!)))])
            { Pool = pool ?? [], Tune = tuned };
    }

    // If the user compares by a tuned key of the sweep, or averages over it, the key is not tuned.
    private static IReadOnlyList<string> TunedKeys(IReadOnlyList<string> tune, string[] keys, IReadOnlyList<string> pool, JsonObject sweep)
    {
        if (tune.FirstOrDefault(keys.Contains) is { } both)
            throw new InputException($"--tune and --by both name '{both}'; remove '{both}' from one of the two options.");
        if (tune.FirstOrDefault(IsPooled) is { } averaged)
            throw new InputException($"--pool averages over '{averaged}', which --tune names too; remove '{averaged}' from one of the "
                + "two options.");
        return tune.Count > 0
            ? [.. tune.Distinct()]
            : [.. (sweep["tune"] as JsonArray ?? []).Select(key => (string)key!).Where(key => !keys.Contains(key) && !IsPooled(key))];

        // 'all' means the keys that the user did not name. A tuned key counts as named.
        bool IsPooled(string key) => pool.Any(name => name != PoolCheck.All && OtherKeys.BelongsTo(key, name));
    }

    private static string[] KeysOf(string? by, JsonObject sweep)
    {
        var given = by ?? (string?)sweep["by"] ?? throw new InputException(
            "Nothing to compare: give --by with an axis or a config key, such as --by init.weight.scheme.");
        // The name of an axis may contain a comma.
        if ((sweep["axes"] as JsonArray ?? []).Any(axis => (string?)axis == given))
            return [given];
        var keys = given.Split(',', StringSplitOptions.TrimEntries);
        return keys.Any(key => key.Length == 0) || keys.Distinct().Count() < keys.Length
            ? throw new InputException($"--by is '{given}'; separate the keys by single commas and name each key once.")
            : keys;
    }

    /// <summary>Returns one request per metric. If the plan names no metric, returns a single request for a usual metric that the runs
    /// have, such as test accuracy.</summary>
    public IEnumerable<ComparisonRequest> Requests(RunCollection runs)
    {
        var metrics = _metrics.Count > 0 ? _metrics : [Usual(runs)];
        return metrics.Select(metric => new ComparisonRequest { By = By, Metric = metric, Alpha = _alpha });
    }

    private static string Usual(RunCollection runs)
    {
        var known = runs.Runs.SelectMany(run => run.Final.Keys).ToHashSet();
        return new[] { "test.accuracy", "test.rmse_log", "test.rmse", "validation.accuracy", "validation.rmse", "test.loss" }
            .FirstOrDefault(known.Contains) ?? "test.loss";
    }

    [GeneratedRegex(@"\A" + MetricKey.Pattern + @"\z")]
    private static partial Regex MetricPattern();
}
