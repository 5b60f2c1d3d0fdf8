namespace Experiments.Cli.Terminal;

/// <summary>Formats the lines of a sweep's board, so that they fit into the terminal's width and height.</summary>
public static class SweepBoardText
{
    private const int Bar = 20;
    private const int MostLabels = 12;
    private const string Gap = "  ";

    // Minimum width of a cell's name. The full names are in cells.jsonl.
    private const int FewestForNames = 20;

    /// <param name="share">Share of the updates that are done, from 0 to 1.</param>
    public static IEnumerable<string> Lines(string counts, double share, IReadOnlyList<(CellRecord Cell, CellReport Report)> running,
        RunningMeans means, int width, int height)
    {
        var full = (int)(Bar * Math.Clamp(share, 0, 1));
        yield return Terminal.Lines.Shorten($"{new string('━', full)}{new string('─', Bar - full)} {counts}", width);
        var rows = means.Rows;
        var labels = rows.Count == 0 ? [] : Labels(means, rows, width).ToList();
        foreach (var line in Running(running, width, Math.Max(1, height - 2 - labels.Count)))
            yield return line;
        foreach (var line in labels)
            yield return line;
    }

    private static IEnumerable<string> Running(IReadOnlyList<(CellRecord Cell, CellReport Report)> cells, int width, int most)
    {
        if (cells.Count == 0)
            return [];
        var shown = cells.Count <= most ? cells : [.. cells.Take(most - 1)];
        var measured = cells.Select(cell => cell.Report).FirstOrDefault(report => report.Metric is not null);
        var metric = measured is null ? "metric" : EpochLine.Name(measured.Split!, measured.Metric!.Value.Name);
        List<string[]> table = [["running", "epoch", "train loss", metric]];
        table.AddRange(shown.Select(cell => new[]
        {
            cell.Cell.InWords, Epoch(cell.Cell, cell.Report), Number(cell.Report.Loss), Number(cell.Report.Metric?.Value),
        }));
        var lines = Table(table, width);
        return shown.Count == cells.Count ? lines : lines.Append($"… and {RunText.Invariant(cells.Count - shown.Count)} more running");
    }

    private static IEnumerable<string> Labels(RunningMeans means,
        IReadOnlyList<(string Label, int Done, int Count, int Diverged, int Failed, double? Mean)> rows, int width)
    {
        List<string[]> table = [[means.By!, "done", "diverged", "failed", $"mean {means.Metric} (completed)"]];
        table.AddRange(rows.Take(MostLabels).Select(row => new[]
        {
            row.Label, RunText.Invariant(row.Done) + " of " + RunText.Invariant(row.Count), RunText.Invariant(row.Diverged),
            RunText.Invariant(row.Failed), Number(row.Mean),
        }));
        var lines = Table(table, width).Prepend("");
        return rows.Count <= MostLabels ? lines : lines.Append($"… and {RunText.Invariant(rows.Count - MostLabels)} more");
    }

    // Formats a table. The first column gets the width that the numbers do not need.
    private static IEnumerable<string> Table(List<string[]> rows, int width)
    {
        var widths = Enumerable.Range(1, rows[0].Length - 1).Select(column => rows.Max(row => row[column].Length)).ToList();
        var room = Math.Max(FewestForNames, width - widths.Sum() - Gap.Length * widths.Count);
        room = Math.Min(room, rows.Max(row => row[0].Length));
        return rows.Select(row => Terminal.Lines.Shorten(Terminal.Lines.Shorten(row[0], room).PadRight(room)
            + string.Concat(row.Skip(1).Zip(widths, (cell, size) => Gap + cell.PadLeft(size))), width));
    }

    private static string Epoch(CellRecord cell, CellReport report)
    {
        if (report.Epoch is not { } made || report.Step == 0)
            return "starting";
        var all = made * cell.TotalSteps / report.Step;
        all = Math.Ceiling(all - 1e-9);
        return $"{RunText.Count(Math.Min(Math.Floor(made) + 1, all))}/{RunText.Count(all)}";
    }

    private static string Number(double? value) => value is { } number ? RunText.Number(number) : "–";
}
