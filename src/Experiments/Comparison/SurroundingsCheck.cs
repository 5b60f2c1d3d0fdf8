namespace Experiments.Comparison;

/// <summary>Refuses to compare runs that differ in library, device or threads, because a difference in a metric could then come from the
/// machine.</summary>
public static class SurroundingsCheck
{
    /// <summary>Compares the native library, libtorch version, device, thread count and oneDNN setting of the runs.</summary>
    /// <param name="mixes">Whether runs with different surroundings may be compared.</param>
    /// <returns>A sentence that lists the different surroundings; null if all runs have the same surroundings.</returns>
    /// <exception cref="InputException">The surroundings differ, and <paramref name="mixes"/> is false.</exception>
    public static string? Of(IReadOnlyList<RunResult> runs, bool mixes)
    {
        var kinds = runs.GroupBy(run => run.Surroundings).OrderByDescending(group => group.Count())
            .Select(group => $"{group.Count()} with {group.Key.InWords}").ToList();
        if (kinds.Count < 2)
            return null;
        return mixes
            ? $"The compared runs differ in library, device or threads: {string.Join("; ", kinds)}."
            : throw new InputException(
                $"The runs differ in library, device or threads, which can change results: {string.Join("; ", kinds)}. Give fewer "
                    + $"folders, or add --mixed to compare them anyway.");
    }
}
