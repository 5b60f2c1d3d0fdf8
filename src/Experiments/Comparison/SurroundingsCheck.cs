namespace Experiments.Comparison;

/// <summary>Keeps apart runs whose difference could be caused by the machine.</summary>
public static class SurroundingsCheck
{
    /// <summary>Compares the native library, libtorch version, device, thread count and oneDNN setting of the runs.</summary>
    /// <param name="mixes">Whether runs that differ may be mixed.</param>
    /// <returns>A sentence that lists the differences if runs are mixed; null if all ran on the same.</returns>
    /// <exception cref="InputException">They differ and may not be mixed.</exception>
    public static string? Of(IReadOnlyList<RunResult> runs, bool mixes)
    {
        var kinds = runs.GroupBy(run => run.Surroundings).OrderByDescending(group => group.Count())
            .Select(group => $"{group.Count()} with {group.Key.InWords}").ToList();
        if (kinds.Count < 2)
            return null;
        return mixes
            ? $"These runs are mixed: {string.Join("; ", kinds)}."
            : throw new InputException(
                $"The runs differ in what they ran on, which can change results: {string.Join("; ", kinds)}. Compare fewer folders, or "
                    + $"give --mixed to compare them all the same.");
    }
}
