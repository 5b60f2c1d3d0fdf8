namespace Experiments.Sweeps;

/// <summary>A dimension along which a sweep varies one key or patch, or several together (zipped).</summary>
/// <param name="Names">Names of its coordinates: the key or the given name; several for zipped axes.</param>
/// <param name="Values">Values in the order of the file; empty if they are drawn from <paramref name="Range"/>.</param>
/// <param name="Range">Range that a random search draws the values from; null for a list.</param>
public sealed record SweepAxis(IReadOnlyList<string> Names, IReadOnlyList<AxisValue> Values, AxisRange? Range = null);
