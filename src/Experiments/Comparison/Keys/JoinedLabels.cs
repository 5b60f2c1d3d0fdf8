namespace Experiments.Comparison.Keys;

/// <summary>Labels that join the values of several keys, with their parts.</summary>
/// <param name="Keys">The keys, in the order of the parts.</param>
/// <param name="Parts">Values of the keys by label.</param>
public sealed record JoinedLabels(IReadOnlyList<string> Keys, IReadOnlyDictionary<string, IReadOnlyList<string>> Parts);
