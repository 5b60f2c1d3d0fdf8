namespace Experiments.Cli.Terminal;

/// <summary>Prints each label at the value of the tuned key that is best on the validation split.</summary>
public static class TunedTerminalTable
{
    // Width of the terminal from which all columns fit.
    private const int Roomy = 110;

    public static void Write(IAnsiConsole console, TunedResult result)
    {
        console.MarkupLineInterpolated(
            $"[bold]{result.Metric}[/] by [bold]{result.By}[/] at the best {result.Tune}, chosen on {result.Selection}");
        console.MarkupLineInterpolated($"unit: {result.Unit}");
        var level = ReportText.Percent(result.Level);
        var columns = new (string Name, int From, Func<TunedGroup, string> Cell)[]
        {
            ("chosen", 0, group => group.Value),
            ("in", 0, group => group.Shares.Where(pair => pair.Value == group.Value).Select(pair => $"{pair.Share * 100:0} %")
                .DefaultIfEmpty("–").First()),
            ("resamples choose", Roomy, TunedTable.SharesInWords),
            ("seeds", 0, group => RunText.Count(group.Seeds)),
            ("validation", Roomy, group => ReportText.Number(group.Chosen?.Selection)),
            ("mean", 0, group => ReportText.Number(group.Chosen?.Outcome)),
            ($"{level} (bootstrap)", 0, group => group.Chosen?.Interval is { } ends
                ? $"{RunText.Number(ends.Low)} … {RunText.Number(ends.High)}"
                : "–"),
        }.Where(column => console.Profile.Width >= column.From).ToList();
        var table = new Table().Border(TableBorder.Simple).AddColumn(Markup.Escape(result.By));
        foreach (var column in columns)
            table.AddColumn(new TableColumn(Markup.Escape(column.Name)) { NoWrap = true, Alignment = Justify.Right });
        foreach (var group in result.Groups)
            table.AddRow([Markup.Escape(group.Label), .. columns.Select(column => Markup.Escape(column.Cell(group)))]);
        console.Write(table);
        console.MarkupLine(
            "[dim]Each bootstrap resample chooses its own best value, so the interval includes the uncertainty of the choice.[/]");
        foreach (var note in result.Notes)
            console.MarkupLineInterpolated($"[dim]{note}[/]");
        if (result.Pairs.Count > 0)
            WriteDifferences(console, result);
        console.WriteLine();
    }

    private static void WriteDifferences(IAnsiConsole console, TunedResult result)
    {
        console.WriteLine();
        console.MarkupLineInterpolated($"difference at the chosen values");
        var table = new Table().Border(TableBorder.Simple).AddColumn("first").AddColumn("second");
        foreach (var name in new[] { "seeds", "difference", $"{ReportText.Percent(result.Level)} (bootstrap)" })
            table.AddColumn(new TableColumn(name) { NoWrap = true, Alignment = Justify.Right });
        foreach (var pair in result.Pairs)
        {
            var interval = pair.Difference.Interval is { } ends ? $"{RunText.Number(ends.Low)} … {RunText.Number(ends.High)}" : "–";
            table.AddRow(Markup.Escape(pair.First), Markup.Escape(pair.Second), RunText.Count(pair.Seeds),
                ReportText.Number(pair.Difference.Mean), interval);
        }
        console.Write(table);
        console.MarkupLineInterpolated($"[dim]These intervals are not corrected for the number of pairs.[/]");
    }
}
