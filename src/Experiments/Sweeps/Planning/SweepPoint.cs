namespace Experiments.Sweeps;

/// <summary>A point on a sweep's axes: one config, which runs with every seed.</summary>
/// <param name="Values">Value of each axis, in the order of the axes.</param>
/// <param name="Coordinates">Labels by coordinate name, in the order of the axes.</param>
public sealed record SweepPoint(IReadOnlyList<AxisValue> Values, IReadOnlyDictionary<string, string> Coordinates)
{
    /// <summary>Describes the coordinates: <c>policy=xavier, optimizer.lr=0.1</c>.</summary>
    public string InWords =>
        Coordinates.Count == 0 ? "the base config" : string.Join(", ", Coordinates.Select(pair => $"{pair.Key}={pair.Value}"));
}
