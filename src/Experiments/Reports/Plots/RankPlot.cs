using Experiments.Comparison;
using Experiments.Figures.Marks;
using Experiments.Figures;

namespace Experiments.Reports.Plots;

/// <summary>Plots a critical-difference diagram: the mean ranks of the labels, with bars that join labels which the corrected paired tests
/// do not separate.
/// </summary>
internal static class RankPlot
{
    /// <summary>Returns the figure; null if some seed does not have runs of all labels, because the labels then have no ranks.</summary>
    public static ReportFigure? Of(ComparisonResult comparison)
    {
        var groups = comparison.Groups.Where(group => group.MeanRank is not null).OrderByDescending(group => group.MeanRank).ToList();
        if (groups.Count < 2)
            return null;
        var ties = TieGroups.Of(comparison);
        var ranks = groups.ToDictionary(group => group.Label, group => group.MeanRank!.Value);
        var places = comparison.Groups.Select((group, index) => (group.Label, index)).ToDictionary(pair => pair.Label, pair => pair.index);
        var marks = ties.Select((tie, row) => (Mark)Bar(tie, row, ranks))
            .Concat(groups.Select((group, row) => Place(group, ties.Count + row, new Series(group.Label, places[group.Label]))));
        var rows = Enumerable.Repeat("not separated", ties.Count).Concat(groups.Select(group => group.Label)).ToList();
        var request = comparison.Request;
        var panel = new Panel("", new Axis("mean rank over the seeds (1 is best)") { Min = 1 - 0.1, Max = groups.Count + 0.1 },
            new Axis("") { Categories = rows }, [.. marks]);
        var caption = $"Mean rank of each {request.By} over the seeds by {request.Metric}. A bar joins labels that the tests do not "
            + $"separate (Holm-corrected paired tests at {ReportText.Number(request.Alpha)}). The dots on a bar mark these labels.";
        return new ReportFigure($"{ReportText.FileName(request.Metric)}-ranks",
            new Figure($"Ranks by {request.Metric}", [panel]) { PanelHeight = Math.Max(120, 34 * rows.Count), HasLegend = false,
                Subtitle = $"Unit: {comparison.Unit}." }, caption);
    }

    private static Line Bar(IReadOnlyList<string> tie, int row, Dictionary<string, double> ranks)
    {
        DataPoint[] knots = [.. tie.Select(label => new DataPoint(ranks[label], row)).OrderBy(point => point.X)];
        var words = $"not separated: {string.Join(", ", tie)}";
        return new Line(knots) { Width = 5, HasKnots = true, Tips = [.. knots.Select(_ => new Tip(words))] };
    }

    private static Points Place(GroupResult group, int row, Series series) =>
        new Points([new DataInterval(group.MeanRank!.Value, row)]) { Series = series,
            Tips = [new Tip($"{group.Label}\nmean rank {ReportText.Number(group.MeanRank)}")] };
}
