using Experiments.Runs;

namespace Experiments.Comparison;

/// <summary>
/// Holds the value of each run in a comparison, by label, stratum and seed. A stratum is a point of the axes that are not compared. A run
/// that diverged or has no finite value is not dropped. Its value is the worst initial or final value of all runs of its stratum.
/// </summary>
internal sealed class Scores
{
    private static readonly SortedDictionary<long, double> s_none = [];

    private readonly Dictionary<(string Label, string Stratum), SortedDictionary<long, double>> _values = [];
    private readonly Dictionary<string, double> _worst = [];
    private readonly HashSet<string> _labels = [];
    private readonly HashSet<string> _strata = [];

    private readonly RunCollection _collection;

    public Scores(RunCollection collection, string by, string metric, bool isHigherBetter)
    {
        (_collection, By, Metric, IsHigherBetter) = (collection, by, metric, isHigherBetter);
        var runs = collection.Runs;
        foreach (var stratum in runs.GroupBy(run => collection.StratumOf(run, by)))
        {
            if (stratum.FirstOrDefault(run => !run.IsDiverged && FinalOf(run, metric) is null) is { } without
                && runs.Any(run => FinalOf(run, metric) is not null))
                throw new InputException(
                    $"--metric '{metric}': the run '{without.Folder}' does not have this metric. Its metrics: "
                        + $"{string.Join(", ", without.Final.Keys.Order(StringComparer.Ordinal))}.");
            var finite = stratum.SelectMany(run => new[] { InitialOf(run, metric), FinalOf(run, metric) }).OfType<double>()
                .Where(double.IsFinite).ToList();
            if (finite.Count == 0)
                throw new InputException($"--metric '{metric}': {WithoutAny(runs, stratum, metric)}");
            var worst = _worst[stratum.Key] = isHigherBetter ? finite.Min() : finite.Max();
            if (stratum.Any(run => CountsAsWorst(run, metric)))
                Worst = Worst is { } before && (isHigherBetter ? before < worst : before > worst) ? before : worst;
            foreach (var run in stratum)
                Add(run, by, stratum.Key, CountsAsWorst(run, metric) ? worst : FinalOf(run, metric)!.Value);
        }
    }

    /// <summary>Coordinate whose labels are compared.</summary>
    public string By { get; }

    public string Metric { get; }

    public bool IsHigherBetter { get; }

    /// <summary>Worst value over all strata with runs that diverged or have no finite value; null if there are no such runs.</summary>
    public double? Worst { get; private set; }

    /// <summary>Labels, in the order of the runs.</summary>
    public List<string> Labels { get; } = [];

    public List<string> Strata { get; } = [];

    /// <summary>Returns a label's values in a stratum, by seed.</summary>
    public SortedDictionary<long, double> Of(string label, string stratum) =>
        _values.GetValueOrDefault((label, stratum), s_none);

    /// <summary>Returns the run's value. If the run diverged or has no finite value, returns the worst value of its stratum.</summary>
    public double ValueOf(RunResult run) => Of(run.Coordinates[By], _collection.StratumOf(run, By))[run.Seed];

    /// <summary>Returns the worst initial or final value of all runs of the run's stratum.</summary>
    public double WorstOf(RunResult run) => _worst[_collection.StratumOf(run, By)];

    /// <summary>Returns a label's value for each seed: the mean over the given strata. Only seeds that occur in all these strata are
    /// included.</summary>
    public SortedDictionary<long, double> PerSeed(string label, IReadOnlyList<string> among)
    {
        var strata = among.Select(stratum => Of(label, stratum)).ToList();
        var seeds = strata.Count == 0
            ? []
            : strata.Select(values => values.Keys.AsEnumerable()).Aggregate((all, seeds) => all.Intersect(seeds));
        return new(seeds.ToDictionary(seed => seed, seed => Statistics.Sample.Mean([.. strata.Select(values => values[seed])])));
    }

    private void Add(RunResult run, string by, string stratum, double value)
    {
        var label = run.Coordinates[by];
        if (_labels.Add(label))
            Labels.Add(label);
        if (_strata.Add(stratum))
            Strata.Add(stratum);
        if (!_values.TryGetValue((label, stratum), out var values))
            _values.Add((label, stratum), values = []);
        if (!values.TryAdd(run.Seed, value))
            throw new InputException(
                $"Two runs have {by}={label}{(stratum.Length > 0 ? $", {stratum}" : "")} and seed {run.Seed}; the second is "
                    + $"'{run.Folder}'. Give fewer folders, or add a key to --by in which the two runs differ.");
    }

    private static bool CountsAsWorst(RunResult run, string metric) => run.IsDiverged || run.IsWithout(metric);

    // Returns the error message for a stratum in which no run has a finite initial or final value.
    private static string WithoutAny(IReadOnlyList<RunResult> runs, IGrouping<string, RunResult> stratum, string metric)
    {
        if (runs.All(run => FinalOf(run, metric) is null && InitialOf(run, metric) is null))
            return "no run has this metric. Known metrics: "
                + $"{string.Join(", ", stratum.SelectMany(run => run.Final.Keys).Distinct().Order(StringComparer.Ordinal))}.";
        var place = stratum.Key.Length > 0 ? $" with {stratum.Key}" : "";
        return $"none of the {stratum.Count()} runs{place} has a finite initial or final value of this metric "
            + $"({stratum.Count(run => run.IsDiverged)} diverged), so they can't be compared. Use another metric, or leave out these runs.";
    }

    private static double? FinalOf(RunResult run, string metric) => run.Final.TryGetValue(metric, out var value) ? value : null;

    private static double? InitialOf(RunResult run, string metric) =>
        run.Initial.TryGetValue(MetricKey.Bare(metric), out var value) ? value : null;
}
