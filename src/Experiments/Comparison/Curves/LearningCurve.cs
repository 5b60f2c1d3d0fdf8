namespace Experiments.Comparison.Curves;

/// <summary>Metric of one label against the number of updates.</summary>
/// <param name="Points">Ordered by step.</param>
public sealed record LearningCurve(string Label, IReadOnlyList<CurvePoint> Points)
{
    /// <summary>Point of the other axes, such as <c>optimizer.lr=0.1</c>; empty if there is one point or the curve is a mean over all
    /// points.</summary>
    public string Point { get; init; } = "";
}
