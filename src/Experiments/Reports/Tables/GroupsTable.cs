using Experiments.Comparison;

namespace Experiments.Reports.Tables;

/// <summary>Summarises the values of each label over the seeds.</summary>
public static class GroupsTable
{
    public static ReportTable Of(ComparisonResult result)
    {
        var request = result.Request;
        var caption = $"{request.Metric} by {request.By} ({(result.IsHigherBetter ? "higher" : "lower")} is better), best mean first.";
        return ReportTable.Of($"{ReportText.FileName(request.Metric)}-summary", caption, Columns(result), result.Groups)
            with { Notes = [.. Notes(result)], Unit = result.Unit };
    }

    private static IReadOnlyList<ReportColumn<GroupResult>> Columns(ComparisonResult result)
    {
        var request = result.Request;
        var level = ReportText.Percent(request.Level);
        return
        [
            new(request.By, ["label"], "", group => ReportCell.Words(group.Label)) { IsWords = true },
            // With several strata, a seed has several runs, so the numbers of runs are in the table of diverged runs.
            .. result.Strata > 1 ? [] : RunColumns(result),
            new("seeds", ["seeds"], "Number of seeds; a seed is the unit of replication.", group => ReportCell.Count(group.Summary.Count)),
            new("mean", ["mean"], "Mean over the seeds.", group => ReportCell.Number(group.Summary.Mean)),
            new($"{level} interval", ["mean_low", "mean_high"], "Student's t interval of the mean.",
                group => ReportCell.Ends(group.MeanInterval)),
            new("sd", ["sd"], "Standard deviation over the seeds, n − 1.", group => ReportCell.Number(group.Summary.StandardDeviation)),
            new("median", ["median"], "", group => ReportCell.Number(group.Summary.Median)) { IsDetail = true },
            new("IQM", ["iqm"], "Interquartile mean over the seeds.", group => ReportCell.Number(group.Summary.InterquartileMean)),
            new($"IQM {level}", ["iqm_low", "iqm_high"], "Percentile bootstrap interval of the interquartile mean over the seeds.",
                group => ReportCell.Ends(group.InterquartileInterval)),
            new("min", ["min"], "", group => ReportCell.Number(group.Summary.Minimum)) { IsDetail = true },
            new("max", ["max"], "", group => ReportCell.Number(group.Summary.Maximum)) { IsDetail = true },
            new("rank", ["mean_rank"], "Mean rank over the seeds; 1 is best.", group => ReportCell.Number(group.MeanRank)),
        ];
    }

    /// <summary>Returns the columns whose unit is the run.</summary>
    internal static IReadOnlyList<ReportColumn<GroupResult>> RunColumns(ComparisonResult result) =>
    [
        new("runs", ["runs"], "Number of completed and diverged runs.", group => ReportCell.Count(group.Runs)) { IsDetail = true },
        new("diverged", ["diverged"], "Runs whose loss or gradients became non-finite; each counts as the worst value.",
            group => ReportCell.Count(group.Diverged)),
        new("divergence rate", ["divergence_low", "divergence_high"],
            $"Wilson's {ReportText.Percent(result.Request.Level)} interval of the share of diverged runs.",
            group => ReportCell.Ends(group.DivergenceRate)) { IsDetail = true },
        // The column of runs without a value appears only if there are such runs, because they are rare and the table is wide.
        .. result.Groups.All(group => group.WithoutValue == 0) ? [] : new ReportColumn<GroupResult>[]
        {
            new("without value", ["without_value"], "Completed runs whose value is not finite; each counts as the worst value.",
                group => ReportCell.Count(group.WithoutValue)) { IsDetail = true },
        },
    ];

    private static IEnumerable<string> Notes(ComparisonResult result)
    {
        if (result.FriedmanP is { } friedman)
            yield return $"Friedman's test (null hypothesis: no {result.Request.By} ranks better than another): p = "
                + $"{ReportText.P(friedman)}.";
        foreach (var note in result.Notes)
            yield return note;
    }
}
