namespace Experiments.Cli.Terminal;

/// <summary>Prints the cells of a sweep, one row per point with all its seeds.</summary>
public static class SweepTable
{
    // Largest number of rows. The file cells.jsonl in the sweep folder lists all cells.
    private const int MostRows = 200;

    public static void WriteCells(IAnsiConsole console, SweepPlan plan, SweepFolder folder)
    {
        List<string> heads = [.. plan.Plans[0].Coordinates.Keys, "identity"];
        var table = new FittingTable(heads[0]);
        foreach (var name in heads.Skip(1))
            table.Column(name, Justify.Left);
        table.Column("updates").Column("seeds", Justify.Left);
        foreach (var point in plan.Cells.GroupBy(cell => cell.Plan).Take(MostRows))
        {
            List<string> cells =
            [
                .. point.Key.Coordinates.Values.Select(Markup.Escape),
                $"[dim]{point.Key.Identity[..12]}[/]",
                RunText.Count(point.Key.TotalSteps),
                Markup.Escape(Seeds([.. point], folder)),
            ];
            table.Row(cells[0], cells.Skip(1));
        }

        table.Write(console);
        if (plan.Plans.Count > MostRows)
            console.WriteLine($"… and {RunText.Count(plan.Plans.Count - MostRows)} more points.");
    }

    private static string Seeds(IReadOnlyList<Cell> cells, SweepFolder folder)
    {
        var seeds = cells.Select(cell => cell.Seed).ToList();
        var range = seeds.Count == 1 ? RunText.Invariant(seeds[0])
            : seeds[^1] - seeds[0] == seeds.Count - 1 ? $"{seeds[0]} – {seeds[^1]}"
            : string.Join(", ", seeds.Take(10).Select(RunText.Invariant)) + (seeds.Count > 10 ? " …" : "");
        var known = !SweepFolder.IsOne(folder.Path) ? [] : cells.Select(cell => folder.StatusOf(SweepFolder.RecordOf(cell)))
            .Where(status => status != CellStatus.Pending).GroupBy(status => status).OrderBy(group => group.Key)
            .Select(group => $"{group.Count()} {group.Key.ToString().ToLowerInvariant()}").ToList();
        return known.Count > 0 ? $"{range} ({string.Join(", ", known)})" : range;
    }
}
