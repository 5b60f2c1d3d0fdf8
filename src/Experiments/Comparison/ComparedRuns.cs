using Experiments.Configuration;

namespace Experiments.Comparison;

/// <summary>The runs of a plan, read and compared: what a terminal shows and what a report is made of.</summary>
/// <param name="Runs">The runs.</param>
/// <param name="Comparisons">A comparison for each metric, at least one.</param>
/// <param name="Targets">The steps to each target.</param>
/// <param name="Mixed">A sentence where runs of different surroundings are mixed; null where they are not.</param>
public sealed record ComparedRuns(RunCollection Runs, IReadOnlyList<ComparisonResult> Comparisons, IReadOnlyList<TargetResult> Targets, string? Mixed)
{
    /// <summary>Reads and compares.</summary>
    /// <param name="plan">What is compared.</param>
    /// <param name="mixes">Whether runs of different surroundings may be mixed.</param>
    /// <exception cref="InputException">They can't be read or compared.</exception>
    public static ComparedRuns Of(ComparisonPlan plan, bool mixes)
    {
        var runs = RunReader.Read(plan.Folders, plan.Keys);
        var mixed = SurroundingsCheck.Of(runs.Runs, mixes);
        return new ComparedRuns(
            runs,
            [.. plan.Requests(runs).Select(request => Comparer.Compare(runs, request))],
            [.. plan.Targets.Select(target => Comparison.Targets.Of(runs.Runs, plan.By, target.Metric, target.Value))],
            mixed);
    }
}
