using Experiments.Comparison.Curves;

namespace Experiments.Reports.RunPage;

/// <summary>Learning curves and curves over single updates, as data for the page's script.</summary>
internal static class CurveData
{
    /// <summary>Largest number of evaluations of a split on the page, without the best evaluation.</summary>
    public const int Most = 1000;

    private static readonly HashSet<string> s_other = ["step", "epoch", "split", "lr", "wall_time_s", "examples_per_second"];

    private static readonly string[] s_splits = ["train_running", "train", "validation", "test"];

    /// <summary>Returns the names of the recorded metrics; the loss comes first.</summary>
    public static IReadOnlyList<string> Metrics(RunFiles run) =>
        [.. run.Metrics.SelectMany(row => row.Select(field => field.Key)).Where(name => !s_other.Contains(name)).Distinct()];

    /// <summary>Returns one chart for each metric: its name, title and one series for each split.</summary>
    public static JsonArray Charts(RunFiles run) =>
        new([.. Metrics(run).Select(metric => (JsonNode)new JsonObject
        {
            ["metric"] = metric,
            ["title"] = Labels.Title(metric),
            ["percent"] = Labels.IsPercentage(metric),
            ["series"] = new JsonArray([.. Splits(run).Select(split => Series(run, metric, split)).OfType<JsonNode>()]),
        })]);

    /// <summary>Returns loss, gradient norm and learning rate of single updates; null if they were not recorded.</summary>
    public static JsonNode? Updates(RunFiles run) => run.Updates.Count == 0 ? null : new JsonObject
    {
        ["step"] = Column(run.Updates, "step"),
        ["loss"] = Column(run.Updates, "loss"),
        ["gradient_norm"] = Column(run.Updates, "gradient_norm"),
        ["lr"] = Column(run.Updates, "lr"),
    };

    /// <summary>Returns the learning rate at the evaluations, for a run without a record of single updates.</summary>
    public static JsonNode Rates(RunFiles run)
    {
        var rows = Thinning.Of(run.Metrics.DistinctBy(RunFiles.Step).Where(row => row.ContainsKey("lr")).ToList(), Most);
        return new JsonObject { ["step"] = Column(rows, "step"), ["lr"] = Column(rows, "lr") };
    }

    /// <summary>Returns the number of shown evaluations and of all evaluations, of the split with most evaluations.</summary>
    public static (int Shown, int All) Counts(RunFiles run) => Splits(run)
        .Select(split => run.Metrics.Where(row => $"{row["split"]}" == split).ToList())
        .Select(rows => (Shown(run, rows).Count, rows.Count)).MaxBy(counts => counts.Item2);

    /// <summary>Returns a field of each row. Rows without the field give null.</summary>
    public static JsonArray Column(IEnumerable<JsonObject> rows, string field) => new([.. rows.Select(row => row[field]?.DeepClone())]);

    // The best evaluation is always shown, because the page marks it.
    private static IReadOnlyList<JsonObject> Shown(RunFiles run, List<JsonObject> rows)
    {
        var kept = Thinning.Of(Enumerable.Range(0, rows.Count).ToList(), Most).ToHashSet();
        var best = run.Summary?.Progress.Best?.Step;
        return [.. rows.Where((row, index) => kept.Contains(index) || RunFiles.Step(row) == best)];
    }

    private static IEnumerable<string> Splits(RunFiles run)
    {
        var there = run.Metrics.Select(row => $"{row["split"]}").Distinct().ToList();
        return s_splits.Where(there.Contains).Concat(there.Except(s_splits));
    }

    private static JsonObject? Series(RunFiles run, string metric, string split)
    {
        var rows = run.Metrics.Where(row => $"{row["split"]}" == split && row.ContainsKey(metric)).ToList();
        if (rows.Count == 0)
            return null;
        var shown = Shown(run, rows);
        return new JsonObject
        {
            ["split"] = split,
            ["label"] = Labels.Capital(Labels.Split(split)),
            ["step"] = Column(shown, "step"),
            ["value"] = Column(shown, metric),
        };
    }
}
