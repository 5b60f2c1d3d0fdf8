namespace Experiments.Comparison.Curves;

/// <summary>A label's metric over the updates.</summary>
/// <param name="Label">The label.</param>
/// <param name="Points">The points, by step.</param>
public sealed record LearningCurve(string Label, IReadOnlyList<CurvePoint> Points);
