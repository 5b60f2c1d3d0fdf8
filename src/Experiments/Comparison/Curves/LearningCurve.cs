namespace Experiments.Comparison.Curves;

/// <summary>Metric of one label against the number of updates.</summary>
/// <param name="Points">Points of the curve, ordered by step.</param>
public sealed record LearningCurve(string Label, IReadOnlyList<CurvePoint> Points)
{
    /// <summary>Point of the axes that are not compared, such as <c>optimizer.lr=0.1</c>. Empty if the sweep has only one point, or
    /// if the curve is a mean over all points.</summary>
    public string Point { get; init; } = "";
}
