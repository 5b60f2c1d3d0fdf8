namespace Experiments.Sweeps;

/// <summary>A point of a sweep's axes: one config, which is run with every seed.</summary>
/// <param name="Values">The value of each axis, in their order.</param>
/// <param name="Coordinates">The labels by the names of the coordinates, in the order of the axes.</param>
public sealed record SweepPoint(IReadOnlyList<AxisValue> Values, IReadOnlyDictionary<string, string> Coordinates)
{
    /// <summary>The coordinates in words: <c>policy=xavier, optimizer.lr=0.1</c>.</summary>
    public string InWords => Coordinates.Count == 0 ? "the base config" : string.Join(", ", Coordinates.Select(pair => $"{pair.Key}={pair.Value}"));
}
