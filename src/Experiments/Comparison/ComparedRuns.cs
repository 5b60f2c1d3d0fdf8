namespace Experiments.Comparison;

/// <summary>The runs of a plan, read and compared: the input of the terminal output and of the report.</summary>
/// <param name="Comparisons">One comparison per metric, at least one.</param>
/// <param name="Mixed">A note that the runs differ in surroundings; null if they do not.</param>
public sealed record ComparedRuns(RunCollection Runs, IReadOnlyList<ComparisonResult> Comparisons, IReadOnlyList<TargetResult> Targets,
    string? Mixed)
{
    /// <param name="mixes">Whether runs of different surroundings may be mixed.</param>
    /// <exception cref="InputException">The runs can't be read or compared.</exception>
    public static ComparedRuns Of(ComparisonPlan plan, bool mixes)
    {
        var read = RunReader.Read(plan.Folders, plan.Keys);
        var mixed = SurroundingsCheck.Of(read.Runs, mixes);
        PoolCheck.Of(read, plan.Keys, plan.Pool);
        var runs = JoinedKeys.Of(read, plan.Keys);
        return new ComparedRuns(
            runs,
            [.. plan.Requests(runs).Select(request => Comparer.Compare(runs, request))],
            [.. plan.Targets.Select(target => Comparison.Targets.Of(runs.Runs, plan.By, target.Metric, target.Value))],
            mixed);
    }
}
