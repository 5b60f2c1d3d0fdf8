using Experiments.Comparison;

namespace Experiments.Reports.Tables;

/// <summary>Shows the chosen value of the tuned key for each label, and the reported metric at this value.</summary>
public static class TunedTable
{
    public static ReportTable Of(TunedResult result)
    {
        var level = ReportText.Percent(result.Level);
        return ReportTable.Of($"{ReportText.FileName(result.Metric)}-tuned",
            $"{result.Metric} by {result.By} at the {result.Tune} with the best {result.Selection}, best mean first.",
            [
                new(result.By, ["label"], "", group => ReportCell.Words(group.Label)) { IsWords = true },
                new($"chosen {result.Tune}", ["chosen"], "Value with the best mean on the validation split.",
                    group => ReportCell.Words(group.Value)) { IsWords = true },
                new("chosen in", ["chosen_shares"], "Share of the resamples that choose each value.",
                    group => new ReportCell(SharesInWords(group), ExactShares(group))) { IsWords = true },
                new("seeds", ["seeds"], "Number of seeds that all values share.", group => ReportCell.Count(group.Seeds)),
                new("validation", ["selection_mean"], $"Mean {result.Selection} over the seeds at the chosen value.",
                    group => ReportCell.Number(group.Chosen?.Selection)),
                new("mean", ["mean"], $"Mean {result.Metric} over the seeds at the chosen value.",
                    group => ReportCell.Number(group.Chosen?.Outcome)),
                new ReportColumn<TunedGroup>($"{level} interval", ["mean_low", "mean_high"],
                    "Percentile bootstrap over the seeds; each resample chooses again.",
                    group => ReportCell.Ends(group.Chosen?.Interval)),
            ], result.Groups)
            with
            {
                Unit = result.Unit,
                Notes =
                [
                    "Each resample of the seeds chooses the value again, so the interval includes the uncertainty of the choice.",
                    .. result.Notes,
                ],
            };
    }

    /// <summary>Returns the shares in words: <c>0.1: 87 %, 0.03: 13 %</c>.</summary>
    public static string SharesInWords(TunedGroup group) => group.Shares.Count == 0
        ? ReportText.None
        : string.Join(", ", group.Shares.Select(pair => $"{pair.Value}: {Rounded(pair.Share)} %"));

    private static string Rounded(double share) => (share * 100).ToString(share < 0.01 ? "0.##" : "0", CultureInfo.InvariantCulture);

    private static string ExactShares(TunedGroup group) =>
        string.Join(' ', group.Shares.Select(pair => $"{pair.Value}={ReportText.Exact(pair.Share)}"));
}
