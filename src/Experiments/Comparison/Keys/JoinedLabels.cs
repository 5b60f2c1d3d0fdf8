namespace Experiments.Comparison.Keys;

/// <summary>Labels that join the values of several keys, with their parts.</summary>
/// <param name="Keys">The joined keys.</param>
/// <param name="Parts">For each label, the values of the keys, in the order of the keys.</param>
public sealed record JoinedLabels(IReadOnlyList<string> Keys, IReadOnlyDictionary<string, IReadOnlyList<string>> Parts);
