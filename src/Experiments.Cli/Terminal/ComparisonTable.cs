namespace Experiments.Cli.Terminal;

/// <summary>Prints a comparison: the labels with their intervals, then the pairs with their corrected p.</summary>
public static class ComparisonTable
{
    // Largest number of pairs in the terminal's table. The report lists all pairs.
    private const int MostPairs = 45;

    // Widths of the terminal from which more columns fit (Roomy) and all columns fit (Spacious).
    private const int Roomy = 110;
    private const int Spacious = 140;

    private const string More = "More columns: use a wider terminal, a pipe ('compare … | cat') or the report.";

    public static void Write(IAnsiConsole console, ComparisonResult result)
    {
        console.MarkupLineInterpolated(
            $"[bold]{result.Request.Metric}[/] by [bold]{result.Request.By}[/], {(result.IsHigherBetter ? "higher" : "lower")} is better");
        console.MarkupLineInterpolated($"unit: {result.Unit}");
        Groups(result, console.Profile.Width).Write(console);
        if (result.Pairs.Count > 0)
            Pairs(result, console.Profile.Width).Write(console);
        if (console.Profile.Width < Spacious)
            console.MarkupLine($"[dim]{More}[/]");
        foreach (var line in Feet(result))
            console.MarkupLineInterpolated($"[dim]{line}[/]");
        if (result.Strata > 1)
            Divergence(console, result);
        console.WriteLine();
    }

    public static void Write(IAnsiConsole console, TargetResult result)
    {
        console.MarkupLineInterpolated($"[bold]updates until {result.Metric} reaches {RunText.Number(result.Value)}[/]; unit: run");
        var table = new FittingTable("").Column("reached").Column("median").Column("95 % interval").Column("restricted mean");
        foreach (var (label, curve) in result.Curves.OrderBy(curve => curve.Curve.Median ?? double.PositiveInfinity))
        {
            var interval = curve.MedianInterval() is { } ends
                ? $"{RunText.Count(ends.Low)} – {(double.IsInfinity(ends.High) ? "∞" : RunText.Count(ends.High))}"
                : "–";
            table.Row(Markup.Escape(label), $"{curve.Events} of {curve.Count}", curve.Median is { } median
                ? RunText.Count(median)
                : "never", interval, RunText.Count(Math.Round(curve.RestrictedMean(result.Horizon))));
        }

        table.Write(console);
        foreach (var (first, second, p) in result.Pairs.Where(pair => pair.CorrectedP is not null))
            console.MarkupLineInterpolated($"[dim]{first} and {second}: log-rank p = {ReportText.P(p)} (Holm)[/]");
        var horizon = RunText.Count(result.Horizon);
        console.MarkupLineInterpolated(
            $"[dim]Runs that did not reach the target are censored. In restricted means, a run with more updates counts as {horizon}.[/]");
        console.WriteLine();
    }

    private static FittingTable Groups(ComparisonResult result, int width)
    {
        var level = ReportText.Percent(result.Request.Level);
        (string Name, int From, Func<GroupResult, string> Cell)[] columns =
        [
            // If the axes that are not compared have several values, a seed has several runs, and a separate table counts the runs.
            .. result.Strata > 1 ? [("seeds", 0, group => RunText.Count(group.Summary.Count))] : RunColumns(result),
            ("mean", 0, group => ReportText.Number(group.Summary.Mean)),
            ($"± {level} (t)", 0, group => Reach(group.MeanInterval)),
            ("sd", Roomy, group => ReportText.Number(group.Summary.StandardDeviation)),
            ("median", Spacious, group => ReportText.Number(group.Summary.Median)),
            ("IQM", 0, group => ReportText.Number(group.Summary.InterquartileMean)),
            ($"{level} (bootstrap)", Roomy, group => Ends(group.InterquartileInterval)),
            ("min", Spacious, group => ReportText.Number(group.Summary.Minimum)),
            ("max", Spacious, group => ReportText.Number(group.Summary.Maximum)),
            ("rank", Roomy, group => group.MeanRank is { } rank ? rank.ToString("0.##", CultureInfo.InvariantCulture) : "–"),
        ];
        return Build(result.Request.By, result.Groups, group => group.Label, columns, width);
    }

    private static (string Name, int From, Func<GroupResult, string> Cell)[] RunColumns(ComparisonResult result) =>
    [
        ("runs", 0, group => RunText.Count(group.Runs)),
        ("diverged", 0, group => group.Diverged == 0 ? "0" : $"{group.Diverged} ({Percent(group.DivergenceRate!.Value)})"),
        .. result.Groups.Any(group => group.WithoutValue > 0)
            ? [("no value", 0, group => RunText.Count(group.WithoutValue))]
            : Array.Empty<(string, int, Func<GroupResult, string>)>(),
    ];

    private static void Divergence(IAnsiConsole console, ComparisonResult result)
    {
        if (result.Groups.All(group => group.Diverged == 0 && group.WithoutValue == 0))
        {
            console.MarkupLineInterpolated($"[dim]Of {RunText.Count(result.Groups.Sum(group => group.Runs))} runs, 0 diverged.[/]");
            return;
        }
        console.MarkupLineInterpolated($"[bold]runs that diverged[/] by [bold]{result.Request.By}[/]; unit: run");
        Build(result.Request.By, result.Groups, group => group.Label, RunColumns(result), console.Profile.Width).Write(console);
    }

    private static FittingTable Pairs(ComparisonResult result, int width)
    {
        var columns = new (string Name, int From, Func<PairResult, string> Cell)[]
        {
            ("seeds", Roomy, pair => RunText.Invariant(pair.Test.Pairs)),
            ("difference", 0, pair => ReportText.Number(pair.Test.Difference)),
            ("interval (t)", Roomy, pair => Ends(pair.DifferenceInterval)),
            ("effect g", Spacious, pair => ReportText.Number(pair.EffectSize)),
            ("P(better)", Roomy, pair => ReportText.Number(pair.Improvement)),
            ("p", Spacious, pair => pair.Test.PValue is { } p ? (pair.Test.IsExact ? "" : "≈ ") + ReportText.P(p) : "too few"),
            ("p (Holm)", 0, pair => ReportText.P(pair.CorrectedP)),
            ("", 0, pair => pair.IsSeparated ? "[green]separated[/]" : ""),
        };
        return Build("pair", result.Pairs.Take(MostPairs), pair => $"{pair.First} – {pair.Second}", columns, width);
    }

    // A narrow terminal shows only the most important columns.
    private static FittingTable Build<T>(string head, IEnumerable<T> rows, Func<T, string> label,
        (string Name, int From, Func<T, string> Cell)[] columns, int width)
    {
        var table = new FittingTable(head);
        var shown = columns.Where(column => width >= column.From).ToList();
        foreach (var column in shown)
            table.Column(column.Name);
        foreach (var row in rows)
            table.Row(Markup.Escape(label(row)), shown.Select(column => column.Cell(row)));
        return table;
    }

    private static IEnumerable<string> Feet(ComparisonResult result)
    {
        if (result.SmallestP is { } smallest)
        {
            var isExact = result.Pairs.All(pair => pair.Test.IsExact);
            var signs = isExact ? "all sign flips enumerated" : "random sign flips for pairs with too many sign flips to enumerate";
            yield return $"p: exact permutation test of the paired differences, {signs}; "
                + $"smallest attainable corrected p: {ReportText.P(smallest)}; level {RunText.Number(result.Request.Alpha)}.";
        }
        if (result.FriedmanP is { } friedman)
            yield return $"Friedman test (null hypothesis: no {result.Request.By} ranks better than another): p = "
                + $"{ReportText.P(friedman)}.";
        if (result.Pairs.Count > MostPairs)
            yield return $"… and {result.Pairs.Count - MostPairs} more pairs.";
        foreach (var note in result.Notes)
            yield return note;
    }

    private static string Reach(Interval? interval) => interval is { } ends ? $"± {RunText.Number((ends.High - ends.Low) / 2)}" : "–";

    private static string Ends(Interval? interval) =>
        interval is { } ends ? $"{RunText.Number(ends.Low)} … {RunText.Number(ends.High)}" : "–";

    private static string Percent(Interval interval) =>
        string.Create(CultureInfo.InvariantCulture, $"{interval.Low * 100:0}–{interval.High * 100:0} %");
}
