using Experiments.Comparison;

namespace Experiments.Reports.Tables;

/// <summary>All pairs of labels, each label at the value of the tuned key that it chooses.</summary>
public static class TunedPairsTable
{
    public static ReportTable Of(TunedResult result)
    {
        var level = ReportText.Percent(result.Level);
        return ReportTable.Of($"{ReportText.FileName(result.Metric)}-tuned-differences",
            $"Difference at the chosen values: {result.Metric} between every two of {result.By}, each at the {result.Tune} that "
                + $"{result.Selection} chooses.",
            [
                new("first", ["first"], "", pair => ReportCell.Words(pair.First)) { IsWords = true },
                new("second", ["second"], "", pair => ReportCell.Words(pair.Second)) { IsWords = true },
                new("seeds", ["seeds"], "Seeds that every value of both has.", pair => ReportCell.Count(pair.Seeds)),
                new("difference", ["difference"], "Mean of first − second at the chosen values, in the metric's unit.",
                    pair => ReportCell.Number(pair.Difference.Mean)),
                new ReportColumn<TunedPair>($"{level} interval", ["difference_low", "difference_high"],
                    "Percentile bootstrap over the seeds: in each resample, which both share, each chooses again.",
                    pair => ReportCell.Ends(pair.Difference.Interval)),
            ], result.Pairs)
            with { Unit = result.Unit, Notes = ["The intervals are not corrected for the number of pairs."] };
    }
}
