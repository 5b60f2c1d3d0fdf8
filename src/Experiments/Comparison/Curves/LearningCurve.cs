namespace Experiments.Comparison.Curves;

/// <summary>A label's metric over the updates.</summary>
/// <param name="Points">Ordered by step.</param>
public sealed record LearningCurve(string Label, IReadOnlyList<CurvePoint> Points)
{
    /// <summary>Point of the other axes that the runs belong to: <c>optimizer.lr=0.1</c>; empty if there is one, or for a mean over all.
    /// </summary>
    public string Point { get; init; } = "";
}
