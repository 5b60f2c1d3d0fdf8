using Experiments.Configuration;

namespace Experiments.Comparison;

/// <summary>Keeps runs apart whose difference could be the machine's.</summary>
public static class SurroundingsCheck
{
    /// <summary>Refuses runs of different native libraries, libtorch versions, devices, thread counts or oneDNN settings; where they are to be mixed, says so.</summary>
    /// <param name="runs">The runs.</param>
    /// <param name="mixes">Whether they may be mixed.</param>
    /// <returns>A sentence where they are mixed; null where all ran on the same.</returns>
    /// <exception cref="InputException">They differ, and are not to be mixed.</exception>
    public static string? Of(IReadOnlyList<RunResult> runs, bool mixes)
    {
        var kinds = runs.GroupBy(run => run.Surroundings).OrderByDescending(group => group.Count()).Select(group => $"{group.Count()} with {group.Key.InWords}").ToList();
        if (kinds.Count < 2)
            return null;
        return mixes
            ? $"These runs are mixed: {string.Join("; ", kinds)}."
            : throw new InputException($"The runs differ in what they ran on, which can change results: {string.Join("; ", kinds)}. Compare fewer folders, or give --mixed to compare them all the same.");
    }
}
