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
}
