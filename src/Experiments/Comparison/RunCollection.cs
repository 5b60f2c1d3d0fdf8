namespace Experiments.Comparison;

/// <summary>The runs that have a result, and the number of those that have none.</summary>
/// <param name="Runs">Completed and diverged runs.</param>
/// <param name="Unfinished">How many are still running or have not begun.</param>
public sealed record RunCollection(IReadOnlyList<RunResult> Runs, int Failed, int Unfinished);
