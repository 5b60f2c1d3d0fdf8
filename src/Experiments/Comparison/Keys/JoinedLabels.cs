namespace Experiments.Comparison.Keys;

/// <summary>Labels that are combinations of the values of several keys.</summary>
/// <param name="Keys">The joined keys.</param>
/// <param name="Parts">The values of the keys for each label, in the order of the keys.</param>
public sealed record JoinedLabels(IReadOnlyList<string> Keys, IReadOnlyDictionary<string, IReadOnlyList<string>> Parts);
