namespace Experiments.Sweeps;

/// <summary>An axis whose values correspond one to one to the values of a compared key.</summary>
/// <param name="Values">Pairs of corresponding values of key and axis.</param>
public sealed record TiedAxis(string Axis, string Key, IReadOnlyList<(string Key, string Axis)> Values)
{
    /// <summary>Tells the reader that the effects of the two can't be told apart.</summary>
    public string InWords => $"Each {Key} has only one {Axis} ("
        + $"{LabelPoints.Shown([.. Values.Select(pair => $"{pair.Key}: {pair.Axis}")], "; ")}), so their effects can't be told apart.";
}
