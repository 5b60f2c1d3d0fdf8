namespace Experiments.Figures;

/// <param name="Label">What it measures, with the unit in brackets where there is one: <c>wall time (s)</c>.</param>
public sealed record Axis(string Label, AxisKind Kind = AxisKind.Linear)
{
    /// <summary>Lower end; null takes it from the drawn data.</summary>
    public double? Min { get; init; }

    /// <summary>Upper end; null takes it from the drawn data.</summary>
    public double? Max { get; init; }

    /// <summary>Whether only whole numbers are marked, as for layers and seeds.</summary>
    public bool IsWhole { get; init; }

    /// <summary>Labels at 0, 1, 2 … in place of numbers; empty for numbers.</summary>
    public IReadOnlyList<string> Categories { get; init; } = [];
}
