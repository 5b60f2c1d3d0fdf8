namespace Experiments.Comparison;

/// <summary>
/// Finds the maximal sets of labels in which the corrected paired tests separate no pair. Each bar of a critical-difference diagram joins
/// the labels of one of these sets (Demšar, Statistical comparisons of classifiers over multiple data sets, 2006). A label may be in
/// several sets.
/// </summary>
public static class TieGroups
{
    /// <summary>Returns the sets with at least two labels, each in the order of the comparison (best first).</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Of(ComparisonResult comparison)
    {
        var apart = comparison.Pairs.Where(pair => pair.IsSeparated)
            .SelectMany(pair => new[] { (pair.First, pair.Second), (pair.Second, pair.First) }).ToHashSet();
        var labels = comparison.Groups.Select(group => group.Label).ToList();
        var sets = new List<IReadOnlyList<string>>();
        Extend([], [.. labels], [], (one, other) => one != other && !apart.Contains((one, other)), sets);
        return [.. sets.Where(set => set.Count > 1).Select(set => (IReadOnlyList<string>)[.. set.OrderBy(labels.IndexOf)])
            .OrderBy(set => labels.IndexOf(set[0])).ThenBy(set => labels.IndexOf(set[^1]))];
    }

    // Finds each maximal set once, by the algorithm of Bron and Kerbosch (1973).
    private static void Extend(List<string> set, List<string> candidates, List<string> done, Func<string, string, bool> isTied,
        List<IReadOnlyList<string>> found)
    {
        if (candidates.Count == 0 && done.Count == 0)
            found.Add([.. set]);
        // Every maximal set contains the pivot or a label that is not tied with the pivot, so only these labels are tried.
        var pivot = candidates.Concat(done).MaxBy(label => candidates.Count(other => isTied(label, other)));
        foreach (var label in candidates.Where(label => !isTied(pivot!, label)).ToList())
        {
            Extend([.. set, label], [.. candidates.Where(other => isTied(label, other))], [.. done.Where(other => isTied(label, other))],
                isTied, found);
            candidates.Remove(label);
            done.Add(label);
        }
    }
}
