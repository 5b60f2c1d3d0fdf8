namespace Experiments.Sweeps;

/// <summary>Finds cells that are the same run, because a comparison would count them twice, and explains why they are the same.</summary>
internal static class Duplicates
{
    private const int Most = 10;

    /// <summary>Refuses a sweep in which two points have the same identity.</summary>
    /// <exception cref="InputException">Two points have the same identity; the message names an axis without effect, if the sweep has such
    /// an axis.</exception>
    public static void Refuse(SweepFile sweep, IReadOnlyList<CellPlan> plans)
    {
        var twins = plans.GroupBy(plan => plan.Identity).Where(group => group.Count() > 1).ToList();
        if (twins.Count == 0)
            return;
        var idle = sweep.Axes.Where(axis => axis.Range is not null || axis.Values.Count > 1)
            .Where(axis => HasNoEffect(axis, plans)).ToList();
        throw new InputException(idle.Count > 0
            ? [.. idle.Select(axis =>
                $"{sweep.Path}: the axis {string.Join(" with ", axis.Names)} has no effect: all its values give the same run.")]
            : [.. twins.Take(Most).Select(group =>
                $"{sweep.Path}: these cells are the same run: {string.Join("; ", group.Take(Most).Select(plan => plan.InWords))}.")]);
    }

    // Whether a change of the axis' value never changes the identity.
    private static bool HasNoEffect(SweepAxis axis, IReadOnlyList<CellPlan> plans)
    {
        var lines = plans.GroupBy(plan => string.Join('\n',
            plan.Coordinates.Where(pair => !axis.Names.Contains(pair.Key)).Select(pair => $"{pair.Key}={pair.Value}"))).ToList();
        return lines.Any(line => line.Count() > 1) && lines.All(line => line.Select(plan => plan.Identity).Distinct().Count() == 1);
    }
}
