namespace Experiments.Reports.Methods;

/// <summary>Size of a run.</summary>
/// <param name="Examples">Examples by split, in the order of <c>summary.json</c>.</param>
/// <param name="Updates">Planned updates.</param>
public sealed record StudySize(long Parameters, IReadOnlyList<KeyValuePair<string, long>> Examples, long Updates);
