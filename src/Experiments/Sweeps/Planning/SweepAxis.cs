namespace Experiments.Sweeps;

/// <summary>A dimension of a sweep: one key or patch that varies, or several keys or patches that vary together (zipped).</summary>
/// <param name="Names">Names of the axis' coordinates: the key or the given name. A zipped axis has several names.</param>
/// <param name="Values">Values in the order of the file; empty if the values are drawn from <paramref name="Range"/>.</param>
/// <param name="Range">Range from which a random search draws the values; null for a list of values.</param>
public sealed record SweepAxis(IReadOnlyList<string> Names, IReadOnlyList<AxisValue> Values, AxisRange? Range = null);
