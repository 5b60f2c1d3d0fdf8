namespace Experiments.Studies.Judging;

/// <summary>A number of the program's output: one value for each seed, or a single value that has no seed.</summary>
/// <param name="BySeed">Value of each seed; null for a number without seeds.</param>
/// <param name="Constant">The value without seeds; null for a number with seeds.</param>
internal sealed record Readings(IReadOnlyDictionary<long, double>? BySeed, double? Constant);
