namespace Experiments.Cli.Terminal;

public static class SweepText
{
    /// <summary>Describes a sweep's cells and the smallest p that its seeds can reach.</summary>
    public static IEnumerable<string> Plan(SweepPlan plan, SweepFolder folder)
    {
        var axes = plan.File.Axes.Select(
            axis => axis.Range is null ? $"{string.Join("+", axis.Names)} ({axis.Values.Count})" : $"{axis.Names[0]} (drawn)");
        yield return $"{plan.File.Name} · {RunText.Count(plan.Cells.Count)} cells: "
            + $"{string.Join(" × ", axes.Append($"seeds ({plan.Seeds.Count})"))}";
        yield return folder.Path;
        foreach (var line in Power(plan))
            yield return line;
    }

    public static IReadOnlyList<CellRecord> Records(SweepPlan plan) => [.. plan.Cells.Select(SweepFolder.RecordOf)];

    public static string End(IReadOnlyList<CellStatus> statuses, int ran, SweepFolder folder)
    {
        var counts = statuses.GroupBy(status => status).OrderBy(group => group.Key)
            .Select(group => $"{RunText.Count(group.Count())} {group.Key.ToString().ToLowerInvariant()}");
        var work = ran == 0 ? "nothing to run: " : "";
        return $"{work}{string.Join(" · ", counts)} of {RunText.Count(statuses.Count)} cells · {folder.Path}";
    }

    private static IEnumerable<string> Power(SweepPlan plan)
    {
        var labels = plan.ComparedBy is { } by ? plan.Plans.Select(cell => cell.Coordinates[by]).Distinct().Count() : 1;
        if (labels < 2)
            yield break;
        var (pairs, alpha) = (labels * (labels - 1) / 2, plan.File.Compare.Alpha);
        var smallest = Holm.SmallestPValue(plan.Seeds.Count, pairs);
        var words = $"{plan.Seeds.Count} seed{(plan.Seeds.Count == 1 ? "" : "s")} and {pairs} pair{(pairs == 1 ? "" : "s")}: the smallest "
            + $"attainable Holm-corrected p is {RunText.Number(smallest)}";
        if (smallest <= alpha)
            yield return words + ".";
        else
            yield return $"{words}, above the level {RunText.Number(alpha)}, so no difference can be significant"
                + (Holm.FewestPairs(pairs, alpha) is { } fewest ? $"; use {fewest} seeds or more." : ".");
    }
}
