namespace Experiments.Cli.Terminal;

/// <summary>Prints the state of a sweep: counts, running cells, failures.</summary>
public static class StatusTable
{
    // Largest number of rows, because longer lists are hard to read. The sweep folder contains all cells.
    private const int MostRows = 50;
    private const int MostFailures = 10;
    private const int MostLines = 5;

    private static readonly string[] s_order = ["completed", "diverged", "failed", "running", "queued", "interrupted", "pending"];

    public static void Write(IAnsiConsole console, SweepFolder folder, SweepView view)
    {
        foreach (var line in new[] { InWords(view), folder.Path }.SelectMany(line => Lines.For(console, line)))
            FactLines.Whole(console, line.EscapeMarkup());
        if (view.Notice is { } notice)
            console.MarkupLineInterpolated($"[yellow]{notice}[/]");
        WriteRunning(console, [.. view.Cells.Where(cell => cell.Where is not null).OrderByDescending(cell => cell.IsRunning)]);
        WriteFailures(console, folder, [.. view.Cells.Where(cell => cell.Word == "failed")]);
    }

    /// <summary>Returns the counts in one line: <c>12 completed · 2 running · 26 queued of 40 cells · about 3:10 left</c>.</summary>
    public static string InWords(SweepView view)
    {
        var counts = view.Cells.GroupBy(cell => cell.Word).OrderBy(group => Array.IndexOf(s_order, group.Key))
            .Select(group => $"{RunText.Count(group.Count())} {group.Key}");
        var left = view.Left is { } time ? $" · about {RunText.Duration(time)} left" : "";
        return $"{string.Join(" · ", counts)} of {RunText.Count(view.Cells.Count)} cells{left}";
    }

    private static void WriteRunning(IAnsiConsole console, IReadOnlyList<CellView> cells)
    {
        if (cells.Count == 0)
            return;
        var table = new FittingTable("cell").Column("state", Justify.Left).Column("updates").Column("where", Justify.Left);
        foreach (var cell in cells.Take(MostRows))
            table.Row(Markup.Escape(cell.Cell.InWords), cell.Word,
                $"{RunText.Count(cell.Step)} of {RunText.Count(cell.Cell.TotalSteps)}", Markup.Escape(cell.Where!));
        table.Write(console);
        if (cells.Count > MostRows)
            console.WriteLine($"… and {RunText.Count(cells.Count - MostRows)} more.");
    }

    private static void WriteFailures(IAnsiConsole console, SweepFolder folder, IReadOnlyList<CellView> cells)
    {
        foreach (var cell in cells.Take(MostFailures))
        {
            console.MarkupLineInterpolated(
                $"[red]failed[/]  {cell.Cell.InWords}: {folder.ReasonOf(cell.Cell) ?? "no reason was recorded."}");
            foreach (var line in (folder.FailureOf(cell.Cell)?.LastLines ?? []).TakeLast(MostLines))
                console.MarkupLineInterpolated($"        [dim]{line}[/]");
        }
        if (cells.Count > MostFailures)
            console.WriteLine($"… and {RunText.Count(cells.Count - MostFailures)} more failed. Their reasons are in failures/ and in the "
                + $"summaries of the runs.");
    }
}
