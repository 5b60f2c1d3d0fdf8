using Experiments.Comparison;
using Experiments.Statistics;

namespace Experiments.Reports.Tables;

/// <summary>Shows the number of updates that each label needs to reach a target.</summary>
public static class TargetTables
{
    /// <summary>Returns a table with one row per label and, if pairs were tested, a table of the tests.</summary>
    public static IEnumerable<ReportTable> Of(TargetResult result, string by)
    {
        var name = $"{ReportText.FileName(result.Metric)}-{ReportText.FileName(ReportText.Number(result.Value))}";
        var goal = $"{result.Metric} reaches {ReportText.Number(result.Value)}";
        var tested = result.Pairs.Where(pair => pair.CorrectedP is not null).ToList();
        yield return ReportTable.Of($"{name}-steps", $"Updates until {goal}.", Columns(by, result.Horizon),
            result.Curves.OrderBy(curve => curve.Curve.Median ?? double.PositiveInfinity))
            with { Notes = ["Runs that did not reach the target are censored."], Unit = "run" };
        if (tested.Count > 0)
            yield return ReportTable.Of($"{name}-steps-pairs",
                $"Log-rank tests of the updates until {goal}, corrected for {ReportText.Count(tested.Count)} "
                    + $"pair{(tested.Count == 1 ? "" : "s")} (Holm).", PairColumns(), tested)
                with { Unit = "run" };
    }

    private static IReadOnlyList<ReportColumn<(string Label, KaplanMeier Curve)>> Columns(string by, double horizon) =>
    [
        new(by, ["label"], "", row => ReportCell.Words(row.Label)) { IsWords = true },
        new("runs", ["runs"], "", row => ReportCell.Count(row.Curve.Count)),
        new("reached", ["reached"], "Number of runs that reached the target.", row => ReportCell.Count(row.Curve.Events)),
        new("median", ["median"], "Updates after which half of the runs have reached the target (Kaplan–Meier).",
            row => new ReportCell(row.Curve.Median is { } median ? ReportText.Count(median) : "never", row.Curve.Median)),
        new("95 % interval", ["median_low", "median_high"], "Interval of the median by the log-log method.",
            row => Interval(row.Curve.MedianInterval())),
        new("restricted mean", ["restricted_mean"],
            $"Mean number of updates; a run with more than {ReportText.Count(horizon)} updates counts as {ReportText.Count(horizon)}.",
            row => new ReportCell(ReportText.Count(Math.Round(row.Curve.RestrictedMean(horizon))), row.Curve.RestrictedMean(horizon))),
    ];

    private static IReadOnlyList<ReportColumn<(string First, string Second, double? CorrectedP)>> PairColumns() =>
    [
        new("first", ["first"], "", row => ReportCell.Words(row.First)) { IsWords = true },
        new("second", ["second"], "", row => ReportCell.Words(row.Second)) { IsWords = true },
        new("p (Holm)", ["p_holm"], "The p-value of the log-rank test after correction for all pairs.",
            row => new ReportCell(ReportText.P(row.CorrectedP), row.CorrectedP)),
    ];

    private static ReportCell Interval((double Low, double High)? ends) => ends is { } both
        ? new ReportCell($"[{ReportText.Count(both.Low)}, {(double.IsInfinity(both.High) ? "∞" : ReportText.Count(both.High))}]",
            both.Low, both.High)
        : new ReportCell(ReportText.None, null, null);
}
