namespace Experiments.Comparison.Curves;

/// <summary>A label's metric over the updates.</summary>
/// <param name="Points">Ordered by step.</param>
public sealed record LearningCurve(string Label, IReadOnlyList<CurvePoint> Points);
