namespace Experiments.Figures;

/// <summary>An axis of a panel.</summary>
/// <param name="Label">Name of the quantity, with its unit in brackets: <c>wall time (s)</c>.</param>
public sealed record Axis(string Label, AxisKind Kind = AxisKind.Linear)
{
    /// <summary>Lower end; null if the drawn data determine it.</summary>
    public double? Min { get; init; }

    /// <summary>Upper end; null if the drawn data determine it.</summary>
    public double? Max { get; init; }

    /// <summary>Whether only whole numbers get ticks, as for layers and seeds.</summary>
    public bool IsWhole { get; init; }

    /// <summary>Labels that are shown at 0, 1, 2 …; empty for an axis of numbers.</summary>
    public IReadOnlyList<string> Categories { get; init; } = [];
}
