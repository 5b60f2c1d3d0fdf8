using Experiments.Comparison.Keys;

namespace Experiments.Comparison;

/// <summary>The runs that have a result, and the number of those that have none.</summary>
/// <param name="Runs">Completed and diverged runs.</param>
/// <param name="Unfinished">How many are still running or have not begun.</param>
public sealed record RunCollection(IReadOnlyList<RunResult> Runs, int Failed, int Unfinished)
{
    /// <summary>Config keys in which the runs differ although no axis and no compared key names them; each is a coordinate.</summary>
    public IReadOnlyList<VaryingKey> Unnamed { get; init; } = [];

    /// <summary>Parts of the compared labels, if several keys are compared together; null for one key.</summary>
    public JoinedLabels? Joined { get; init; }

    /// <summary>Axes that are a compared key under another name: they make no strata.</summary>
    public IReadOnlyList<string> Tied { get; init; } = [];

    /// <summary>How many runs are left out because not every label was run at their point of the other axes.</summary>
    public int LeftOut { get; init; }

    /// <summary>Remarks for the reader on the runs that are compared, one sentence each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Returns the point of a run on all axes but the compared one.</summary>
    public string StratumOf(RunResult run, string by) =>
        string.Join(", ", run.Coordinates.Where(pair => pair.Key != by && !Tied.Contains(pair.Key))
            .OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}"));
}
