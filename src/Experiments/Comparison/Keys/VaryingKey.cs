namespace Experiments.Comparison.Keys;

/// <summary>A config key that differs among runs although no axis and no <c>--by</c> names it.</summary>
/// <param name="Values">The distinct values of the key, in the order of the runs.</param>
public sealed record VaryingKey(string Key, IReadOnlyList<string> Values);
