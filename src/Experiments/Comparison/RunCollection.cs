namespace Experiments.Comparison;

/// <summary>The runs that were found, and what was found beside them that is no result.</summary>
/// <param name="Runs">Completed and diverged runs.</param>
/// <param name="Failed">How many failed.</param>
/// <param name="Unfinished">How many are not over, or have not begun.</param>
public sealed record RunCollection(IReadOnlyList<RunResult> Runs, int Failed, int Unfinished);
