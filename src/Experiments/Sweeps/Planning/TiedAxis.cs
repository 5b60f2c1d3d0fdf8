namespace Experiments.Sweeps;

/// <summary>An axis whose values correspond one to one to the values of a compared key.</summary>
/// <param name="Values">Pairs of a key's value and the corresponding value of the axis.</param>
public sealed record TiedAxis(string Axis, string Key, IReadOnlyList<(string Key, string Axis)> Values)
{
    /// <summary>A sentence that explains that the effects of the key and of the axis can't be distinguished.</summary>
    public string InWords => $"Each {Key} has only one {Axis} ("
        + $"{LabelPoints.Shown([.. Values.Select(pair => $"{pair.Key}: {pair.Axis}")], "; ")}), so their effects can't be told apart.";
}
