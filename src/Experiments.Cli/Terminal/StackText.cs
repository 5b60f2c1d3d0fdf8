namespace Experiments.Cli.Terminal;

/// <summary>What a sweep says of cells that train together.</summary>
public static class StackText
{
    // Smaller groups gain little on a CPU.
    private const int Paying = 4;

    // Measured on one core (docs/sweeps.md, Stacked cells).
    private const string GainOnCpu = "about 1.4 times as fast on one core";

    /// <summary>Returns a line on the groups and a line for each reason why cells train alone; without a stack size, a line that
    /// advises one if it would pay.</summary>
    /// <param name="size">Null where each cell trains alone.</param>
    /// <param name="pending">Cells that are to be run.</param>
    /// <param name="group">Divides the pending cells.</param>
    public static IEnumerable<string> Lines(SweepPlan plan, StackSize? size, IReadOnlyList<CellRecord> pending,
        Func<Stacks, IReadOnlyList<CellGroup>> group)
    {
        if (pending.Count < 2)
            return [];
        return size is null
            ? Advice(pending, group(Stacks.Of(plan, StackSize.Auto)))
            : Groups(plan, size, pending, group(Stacks.Of(plan, size)));
    }

    private static IEnumerable<string> Advice(IReadOnlyList<CellRecord> pending, IReadOnlyList<CellGroup> groups)
    {
        var paying = groups.Where(group => group.Cells.Count >= Paying).ToList();
        var cells = paying.Sum(group => group.Cells.Count);
        if (cells * 2 < pending.Count)
            yield break;
        var gain = paying[0].Cells[0].Device == "cpu" ? GainOnCpu : "several times as fast";
        yield return $"{Of(cells, pending.Count)} could train together as {Sizes(paying)}, which makes their updates {gain}: add "
            + $"--stack auto.";
    }

    private static IEnumerable<string> Groups(SweepPlan plan, StackSize size, IReadOnlyList<CellRecord> pending,
        IReadOnlyList<CellGroup> groups)
    {
        var stacks = groups.Where(group => group.IsStack).ToList();
        var cells = stacks.Sum(group => group.Cells.Count);
        if (cells > 0)
            yield return $"{Of(cells, pending.Count)} train together as {Sizes(stacks)}.";
        var plans = plan.Plans.ToDictionary(one => one.Identity);
        foreach (var alone in groups.Where(group => !group.IsStack).Select(group => group.Cells[0])
            .GroupBy(cell => WhyAlone(plans[cell.Identity], size)))
            yield return $"{Of(alone.Count(), pending.Count)} train{(alone.Count() == 1 ? "s" : "")} alone: {alone.Key}.";
    }

    private static string WhyAlone(CellPlan plan, StackSize size) => StackKey.Obstacle(plan.Config.Config, plan.Device) is { } obstacle
        ? obstacle
        : size.For(plan) > 1 ? "no other cell to run has the same network, data, training and diagnostics"
        : plan.Device == "cpu" ? "convolutional networks gain too little from it on a CPU; --stack N stacks them"
        : "the memory of a GPU has no room for two of these networks; --stack N stacks them";

    private static string Of(int cells, int all) => cells == all
        ? $"{RunText.Count(cells)} cell{(cells == 1 ? "" : "s")}"
        : $"{RunText.Count(cells)} of {RunText.Count(all)} cells";

    private static string Sizes(List<CellGroup> groups)
    {
        var (least, most) = (groups.Min(group => group.Cells.Count), groups.Max(group => group.Cells.Count));
        var sizes = least == most ? $"{most}" : $"{least} {(most == least + 1 ? "or" : "to")} {most}";
        return groups.Count == 1 ? $"one group of {most}" : $"{RunText.Count(groups.Count)} groups of {sizes}";
    }
}
