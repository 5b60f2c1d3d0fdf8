using Experiments.Comparison.Keys;

namespace Experiments.Comparison;

/// <summary>The runs that have a result, and the numbers of runs without a result.</summary>
/// <param name="Runs">Completed and diverged runs.</param>
/// <param name="Failed">Number of runs that ended with an error.</param>
/// <param name="Unfinished">Number of runs that are still running or have not started.</param>
public sealed record RunCollection(IReadOnlyList<RunResult> Runs, int Failed, int Unfinished)
{
    /// <summary>Config keys in which the runs differ although no axis and no compared key names them. Each of these keys is also a
    /// coordinate.</summary>
    public IReadOnlyList<VaryingKey> Unnamed { get; init; } = [];

    /// <summary>Parts of the compared labels, if several keys are compared together; null for one key.</summary>
    public JoinedLabels? Joined { get; init; }

    /// <summary>Axes whose values correspond one to one to the values of a compared key. These axes define no strata.</summary>
    public IReadOnlyList<string> Tied { get; init; } = [];

    /// <summary>Number of runs that are left out because some label has no run at the same point of the axes that are not
    /// compared.</summary>
    public int LeftOut { get; init; }

    /// <summary>Notes that explain which runs are used.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Returns the point of a run on all axes except the compared axis.</summary>
    public string StratumOf(RunResult run, string by) =>
        string.Join(", ", run.Coordinates.Where(pair => pair.Key != by && !Tied.Contains(pair.Key))
            .OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}"));
}
