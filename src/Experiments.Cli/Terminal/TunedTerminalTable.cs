using Experiments.Reports.Tables;

namespace Experiments.Cli.Terminal;

/// <summary>The labels at the value that the validation split chooses.</summary>
public static class TunedTerminalTable
{
    public static void Write(IAnsiConsole console, TunedResult result)
    {
        console.MarkupLineInterpolated(
            $"[bold]{result.Metric}[/] by [bold]{result.By}[/] at the best {result.Tune}, chosen on {result.Selection}");
        console.MarkupLineInterpolated($"unit: {result.Unit}");
        var table = new Table().Border(TableBorder.Simple).AddColumn(Markup.Escape(result.By));
        var level = ReportText.Percent(result.Level);
        foreach (var name in new[] { "chosen", "chosen in", "seeds", "validation", "mean", $"{level} (bootstrap)" })
            table.AddColumn(new TableColumn(name).RightAligned());
        foreach (var group in result.Groups)
            table.AddRow(Markup.Escape(group.Label), Markup.Escape(group.Value), Markup.Escape(TunedTable.SharesInWords(group)),
                RunText.Count(group.Seeds), ReportText.Number(group.Chosen?.Selection), ReportText.Number(group.Chosen?.Outcome),
                Markup.Escape(group.Chosen?.Interval is { } ends ? $"{RunText.Number(ends.Low)} … {RunText.Number(ends.High)}" : "–"));
        console.Write(table);
        console.MarkupLineInterpolated($"[dim]Each resample of the seeds chooses again, so the interval includes the choice.[/]");
        foreach (var note in result.Notes)
            console.MarkupLineInterpolated($"[dim]{note}[/]");
        console.WriteLine();
    }
}
