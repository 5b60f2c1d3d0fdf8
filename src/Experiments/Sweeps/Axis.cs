namespace Experiments.Sweeps;

/// <summary>A direction in which a sweep varies: one thing, or several that vary together (zipped).</summary>
/// <param name="Names">What its coordinates are called: the key or the name given; several where axes are zipped.</param>
/// <param name="Values">Its values in the order of the file; empty for one that is drawn from <paramref name="Range"/>.</param>
/// <param name="Range">What its values are drawn from in a random search; null for a list.</param>
public sealed record Axis(IReadOnlyList<string> Names, IReadOnlyList<AxisValue> Values, AxisRange? Range = null);
