using Experiments.Statistics;

namespace Experiments.Comparison;

/// <summary>How many updates the runs of each label take to a target. A run that never got there is censored at its last update, not dropped.</summary>
/// <param name="Metric"><c>SPLIT.METRIC</c>.</param>
/// <param name="Value">The value to reach.</param>
/// <param name="Curves">The product-limit curve of each label.</param>
/// <param name="Pairs">Log-rank tests of all pairs, Holm-corrected; null where one can't be made.</param>
public sealed record TargetResult(
    string Metric, double Value, IReadOnlyList<(string Label, KaplanMeier Curve)> Curves, IReadOnlyList<(string First, string Second, double? CorrectedP)> Pairs)
{
    /// <summary>The longest time up to which all curves are known: what means are restricted to.</summary>
    public double Horizon => Curves.Min(curve => curve.Curve.LatestHorizon) is var horizon && double.IsFinite(horizon)
        ? horizon
        : Curves.Max(curve => curve.Curve.LastTime);
}
