using Experiments.Comparison;

namespace Experiments.Reports.Tables;

/// <summary>Shows how many runs of each label diverged. The report contains this table if a seed has several runs of one label.</summary>
public static class DivergenceTable
{
    public static ReportTable Of(ComparisonResult result)
    {
        var request = result.Request;
        return ReportTable.Of($"{ReportText.FileName(request.Metric)}-divergence", $"Runs that diverged, by {request.By}.",
            [new(request.By, ["label"], "", group => ReportCell.Words(group.Label)) { IsWords = true },
                .. GroupsTable.RunColumns(result).Select(column => column with { IsDetail = false })], result.Groups)
            with { Unit = "run" };
    }
}
