namespace Experiments.Reports.Methods;

/// <summary>How large a run is.</summary>
/// <param name="Parameters">Numbers in the model.</param>
/// <param name="Examples">Examples by split, in the order of <c>summary.json</c>.</param>
/// <param name="Updates">Updates planned.</param>
public sealed record StudySize(long Parameters, IReadOnlyList<KeyValuePair<string, long>> Examples, long Updates);
