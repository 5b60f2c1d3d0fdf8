using Experiments.Comparison;

namespace Experiments.Reports.Tables;

/// <summary>Shows all pairs of labels, compared seed by seed.</summary>
public static class PairsTable
{
    public static ReportTable Of(ComparisonResult result)
    {
        var request = result.Request;
        var caption = $"Paired differences of {request.Metric} by {request.By}, corrected for "
            + $"{ReportText.Count(result.Pairs.Count)} pair{(result.Pairs.Count == 1 ? "" : "s")} (Holm).";
        return ReportTable.Of($"{ReportText.FileName(request.Metric)}-pairs", caption, Columns(request), result.Pairs)
            with { Notes = [.. Notes(result)], Unit = result.Unit };
    }

    private static IReadOnlyList<ReportColumn<PairResult>> Columns(ComparisonRequest request)
    {
        var level = ReportText.Percent(request.Level);
        return
        [
            new("first", ["first"], "", pair => ReportCell.Words(pair.First)) { IsWords = true },
            new("second", ["second"], "", pair => ReportCell.Words(pair.Second)) { IsWords = true },
            new("seeds", ["seeds"], "Seeds that both labels have.", pair => ReportCell.Count(pair.Test.Pairs)) { IsDetail = true },
            new("difference", ["difference"], "Mean of first − second, in the metric's unit.",
                pair => ReportCell.Number(pair.Test.Difference)),
            new($"{level} interval", ["difference_low", "difference_high"], "Student's t interval of the mean difference.",
                pair => ReportCell.Ends(pair.DifferenceInterval)),
            new("effect g", ["hedges_g"], "Hedges' g of the paired differences.", pair => ReportCell.Number(pair.EffectSize)),
            new("P(better)", ["probability_of_improvement"], "Probability that a seed of the first label has a better value than a "
                + "seed of the second label.",
                pair => ReportCell.Number(pair.Improvement)),
            new($"P {level}", ["improvement_low", "improvement_high"], "Percentile bootstrap interval of P(better).",
                pair => ReportCell.Ends(pair.ImprovementInterval)) { IsDetail = true },
            new("p", ["p", "p_is_exact"],
                "Two-sided permutation test of the paired differences; ≈ marks a p from a random sample of sign flips.",
                pair => new ReportCell(pair.Test.PValue is { } p ? (pair.Test.IsExact ? "" : "≈ ") + ReportText.P(p) : "too few",
                    pair.Test.PValue, pair.Test.IsExact ? 1 : 0)),
            new("p (Holm)", ["p_holm"], "The p-value after correction for all pairs.",
                pair => new ReportCell(ReportText.P(pair.CorrectedP), pair.CorrectedP) { IsStrong = pair.IsSeparated }),
            new("separated", ["separated"], $"Whether the corrected p is at most {ReportText.Number(request.Alpha)}.",
                pair => new ReportCell(pair.IsSeparated ? "yes" : "no",
                    pair.IsSeparated ? 1 : 0) { IsStrong = pair.IsSeparated }) { IsWords = true, IsDetail = true },
        ];
    }

    private static IEnumerable<string> Notes(ComparisonResult result)
    {
        if (result.SmallestP is { } smallest)
            yield return $"Smallest attainable corrected p with these seeds and pairs: {ReportText.P(smallest)}. Significance level: "
                + $"{ReportText.Number(result.Request.Alpha)}.";
    }
}
