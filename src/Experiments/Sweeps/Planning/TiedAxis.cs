namespace Experiments.Sweeps;

/// <summary>An axis each of whose values goes with one value of a compared key, and the reverse.</summary>
/// <param name="Values">Value of the key, and that of the axis beside it.</param>
public sealed record TiedAxis(string Axis, string Key, IReadOnlyList<(string Key, string Axis)> Values)
{
    /// <summary>A remark for the reader: the effects of the two can't be told apart.</summary>
    public string InWords => $"Each {Key} has one {Axis} ("
        + $"{LabelPoints.Shown([.. Values.Select(pair => $"{pair.Key}: {pair.Axis}")], "; ")}), so their effects can't be told apart.";
}
