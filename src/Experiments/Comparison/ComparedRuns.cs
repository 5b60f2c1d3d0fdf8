using Experiments.Comparison.Keys;

namespace Experiments.Comparison;

/// <summary>The runs of a comparison and the results of comparing them. The terminal output and the report are written from this
/// record.</summary>
/// <param name="Comparisons">One comparison per metric, at least one.</param>
/// <param name="Mixed">Note on runs that differ in library, device or threads; null if all runs agree in these three.</param>
public sealed record ComparedRuns(RunCollection Runs, IReadOnlyList<ComparisonResult> Comparisons, IReadOnlyList<TargetResult> Targets,
    string? Mixed)
{
    /// <summary>One result per metric if a key is tuned; empty if no key is tuned.</summary>
    public IReadOnlyList<TunedResult> Tuned { get; init; } = [];

    /// <summary>Reads the runs of the plan and compares them.</summary>
    /// <param name="mixes">Whether runs that differ in library, device or threads may be compared.</param>
    /// <exception cref="InputException">The runs can't be read or compared.</exception>
    public static ComparedRuns Of(ComparisonPlan plan, bool mixes)
    {
        var read = RunReader.Read(plan.Folders, plan.Keys);
        var mixed = SurroundingsCheck.Of(read.Runs, mixes);
        PoolCheck.Of(read, [.. plan.Keys.Except(plan.Tune)], plan.Pool);
        var runs = JoinedKeys.Of(SharedPoints.Of(read, plan.Keys), plan.Keys);
        if (StackCheck.Of(runs.Runs) is { } note)
            runs = runs with { Notes = [.. runs.Notes, note] };
        var compared = plan.Requests(runs).Select(request => Comparer.Compare(runs, request)).ToList();
        var tuned = new List<TunedResult>();
        for (var i = 0; i < compared.Count && plan.Tune.Count > 0; i++)
        {
            try
            {
                tuned.Add(Tuner.Of(runs, compared[i].Request, plan.Keys.Count - plan.Tune.Count));
            }
            catch (InputException refusal)
            {
                // The comparison at every value of the tuned key is still possible; only the table of chosen values is missing.
                compared[i] = compared[i] with { Notes = [.. compared[i].Notes, $"There is no table of chosen values: {refusal.Message}"] };
            }
        }
        return new ComparedRuns(
            runs,
            compared,
            [.. plan.Targets.Select(target => Comparison.Targets.Of(runs.Runs, plan.By, target.Metric, target.Value))],
            mixed) { Tuned = tuned };
    }
}
