namespace Experiments.Cli.Terminal;

/// <summary>Describes which cells of a sweep train together.</summary>
public static class StackText
{
    // Smallest group that saves much time on a CPU.
    private const int Paying = 4;

    // This speed was measured; see docs/sweeps.md, section 'Stacked cells'.
    private const string OnCpu = "up to 1.5 times as fast on one core";
    private const string OnGpu = "the gain on a GPU is not measured";

    private const string Equal = "network, data, training and diagnostics";

    /// <summary>Returns one line that describes the groups, and one line for each reason why cells train separately. Without a stack size,
    /// the method returns advice to use stacks if stacks save time.</summary>
    /// <param name="size">Stack size; null if each cell trains separately.</param>
    /// <param name="pending">Cells that will run.</param>
    /// <param name="group">Function that divides the pending cells into groups.</param>
    public static IEnumerable<string> Lines(SweepPlan plan, StackSize? size, IReadOnlyList<CellRecord> pending,
        Func<Stacks, IReadOnlyList<CellGroup>> group)
    {
        if (pending.Count < 2)
            return [];
        return size is null
            ? Advice(pending, group(Stacks.Of(plan, StackSize.Auto)))
            : Groups(plan, size, pending, Stacks.Of(plan, size), group);
    }

    private static IEnumerable<string> Advice(IReadOnlyList<CellRecord> pending, IReadOnlyList<CellGroup> groups)
    {
        var paying = groups.Where(group => group.Cells.Count >= Paying).ToList();
        var cells = paying.Sum(group => group.Cells.Count);
        if (cells * 2 < pending.Count)
            yield break;
        yield return $"{Of(cells, pending.Count)} could train together as {Sizes(paying)}: add --stack auto "
            + $"({(paying[0].Cells[0].Device == "cpu" ? OnCpu : OnGpu)}).";
    }

    private static IEnumerable<string> Groups(SweepPlan plan, StackSize size, IReadOnlyList<CellRecord> pending,
        Stacks stacks, Func<Stacks, IReadOnlyList<CellGroup>> group)
    {
        var groups = group(stacks);
        var together = groups.Where(group => group.IsStack).ToList();
        var cells = together.Sum(group => group.Cells.Count);
        if (cells > 0)
            yield return $"{Of(cells, pending.Count)} train together as {Sizes(together)}.";
        var alike = stacks.Alike(pending);
        var plans = plan.Plans.ToDictionary(one => one.Identity);
        foreach (var alone in groups.Where(group => !group.IsStack).Select(group => group.Cells[0])
            .GroupBy(cell => WhyAlone(plans[cell.Identity], size, alike(cell))))
            yield return $"{Of(alone.Count(), pending.Count)} train{(alone.Count() == 1 ? "s" : "")} alone: {alone.Key}.";
    }

    private static string WhyAlone(CellPlan plan, StackSize size, int alike) =>
        StackKey.Obstacle(plan.Config.Config, plan.Device) is { } obstacle
        ? obstacle
        : size.For(plan) is var most && most == 1 ? WhyAutoIsOne(plan)
        : alike == 1 ? $"no other unfinished cell has the same {Equal}"
        : IsLeftOver(alike, most) ? $"a group has at most {most} of the {alike} cells with the same {Equal}"
        : $"the {alike} cells with the same {Equal} are divided among the workers, or the tasks of a cluster";

    private static string WhyAutoIsOne(CellPlan plan) => StackSize.IsLinear(plan)
        ? "two of these networks may not fit into the GPU memory of a worker; use --stack N to stack them anyway"
        : plan.Device == "cpu" ? "a stack computes convolutions cell by cell and gains little; use --stack N to stack them anyway"
        : "stacked convolutions have not been measured on a GPU; use --stack N to stack them anyway";

    // Whether some group would have only one cell, although the number of groups is as small as the largest size allows.
    private static bool IsLeftOver(int alike, int most) => alike / ((alike + most - 1) / most) == 1;

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
