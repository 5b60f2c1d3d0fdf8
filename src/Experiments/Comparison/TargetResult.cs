using Experiments.Statistics;

namespace Experiments.Comparison;

/// <summary>Number of updates that the runs of each label need to reach a target. Runs that do not reach the target are censored, not
/// dropped.</summary>
/// <param name="Metric"><c>SPLIT.METRIC</c>.</param>
/// <param name="Curves">Product-limit (Kaplan-Meier) curve of each label.</param>
/// <param name="Pairs">Holm-corrected p of the log-rank test of each pair; null if it can't be computed.</param>
public sealed record TargetResult(
    string Metric, double Value, IReadOnlyList<(string Label, KaplanMeier Curve)> Curves,
    IReadOnlyList<(string First, string Second, double? CorrectedP)> Pairs)
{
    /// <summary>Longest time up to which all curves are known; the restricted means are computed up to this time.</summary>
    public double Horizon => Curves.Min(curve => curve.Curve.LatestHorizon) is var horizon && double.IsFinite(horizon)
        ? horizon
        : Curves.Max(curve => curve.Curve.LastTime);
}
