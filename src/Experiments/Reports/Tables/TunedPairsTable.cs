using Experiments.Comparison;

namespace Experiments.Reports.Tables;

/// <summary>Shows all pairs of labels, each label at its chosen value of the tuned key.</summary>
public static class TunedPairsTable
{
    public static ReportTable Of(TunedResult result)
    {
        var level = ReportText.Percent(result.Level);
        return ReportTable.Of($"{ReportText.FileName(result.Metric)}-tuned-differences",
            $"Differences of {result.Metric} by {result.By} at the chosen values: each {result.By} has the {result.Tune} with the best "
                + $"{result.Selection}.",
            [
                new("first", ["first"], "", pair => ReportCell.Words(pair.First)) { IsWords = true },
                new("second", ["second"], "", pair => ReportCell.Words(pair.Second)) { IsWords = true },
                new("seeds", ["seeds"], "Number of seeds that all values of both labels share.", pair => ReportCell.Count(pair.Seeds)),
                new("difference", ["difference"], "Mean of first − second at the chosen values, in the metric's unit.",
                    pair => ReportCell.Number(pair.Difference.Mean)),
                new ReportColumn<TunedPair>($"{level} interval", ["difference_low", "difference_high"],
                    "Percentile bootstrap over the seeds. Both labels use the same resamples and choose again in each.",
                    pair => ReportCell.Ends(pair.Difference.Interval)),
            ], result.Pairs)
            with { Unit = result.Unit, Notes = ["The intervals are not corrected for the number of pairs."] };
    }
}
