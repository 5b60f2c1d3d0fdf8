namespace Experiments.Reports.Methods;

/// <summary>Size of a run: parameters, examples and updates.</summary>
/// <param name="Examples">Number of examples by split, in the order of <c>summary.json</c>.</param>
/// <param name="Updates">Number of planned updates.</param>
public sealed record StudySize(long Parameters, IReadOnlyList<KeyValuePair<string, long>> Examples, long Updates);
