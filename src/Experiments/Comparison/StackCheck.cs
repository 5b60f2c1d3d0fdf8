namespace Experiments.Comparison;

/// <summary>Finds runs that trained stacked among runs that trained alone, where the two round differently.</summary>
public static class StackCheck
{
    /// <summary>Returns a sentence that says how many runs are mixed; null if none are, or if their results are bit-equal.</summary>
    public static string? Of(IReadOnlyList<RunResult> runs)
    {
        var (stacked, alone) = (runs.Count(run => run.Stacking == RunStacking.Rounded),
            runs.Count(run => run.Stacking == RunStacking.Alone));
        return stacked == 0 || alone == 0
            ? null
            : $"{Count(stacked)} trained stacked (several cells as one network) and {Count(alone)} trained alone. On CUDA, the "
                + "results of a seed then differ by rounding, as they do between two machines.";
    }

    private static string Count(int runs) => $"{CanonicalJson.Number(runs)} run{(runs == 1 ? "" : "s")}";
}
