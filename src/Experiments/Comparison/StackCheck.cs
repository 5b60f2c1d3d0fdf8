namespace Experiments.Comparison;

/// <summary>Detects a comparison that mixes stacked runs with separately trained runs, if both kinds round differently.</summary>
public static class StackCheck
{
    /// <summary>Returns a note with the number of runs of each kind; null if all runs are of one kind, or if both kinds give bit-identical
    /// results.
    /// </summary>
    public static string? Of(IReadOnlyList<RunResult> runs)
    {
        var (stacked, alone) = (runs.Count(run => run.Stacking == RunStacking.Rounded),
            runs.Count(run => run.Stacking == RunStacking.Alone));
        return stacked == 0 || alone == 0
            ? null
            : $"{Count(stacked)} trained stacked (several cells as one network) and {Count(alone)} trained alone. On CUDA, "
                + "stacked and separate training round differently, so the results differ slightly, as they do between two machines.";
    }

    private static string Count(int runs) => $"{CanonicalJson.Number(runs)} run{(runs == 1 ? "" : "s")}";
}
