using Experiments.Comparison.Curves;
using Experiments.Comparison;
using Experiments.Figures.Marks;
using Experiments.Figures;
using Experiments.Runs;

namespace Experiments.Reports.Plots;

/// <summary>Learning curves: the mean over the seeds, with its confidence interval as a band.</summary>
internal static class CurvePlot
{
    /// <summary>Returns null if no label was evaluated more than once.</summary>
    public static ReportFigure? Of(RunCollection runs, ComparisonResult comparison)
    {
        var curves = LearningCurves.Of(runs, comparison);
        if (curves.All(curve => curve.Points.Count < 2))
            return null;
        var request = comparison.Request;
        var metric = MetricKey.Bare(request.Metric);
        var level = ReportText.Percent(request.Level);
        var marks = curves.SelectMany((curve, index) => Marks(curve, new Series(curve.Label, index), metric));
        var caption = $"Mean of {metric} over the seeds after so many updates; the bands are Student's {level} intervals of the mean. A "
            + $"run that is over keeps its last value. A run that diverged counts as the worst value from then on, and so does an "
            + $"evaluation without a finite value.";
        return new ReportFigure($"{ReportText.FileName(metric)}-curves",
            new Figure($"{metric} along training",
                [new Panel("", new Axis("updates") { IsWhole = true }, new Axis(metric),
                    [.. marks.OrderBy(mark => mark is Band ? 0 : 1)])]) { Subtitle = $"Unit: {comparison.Unit}." }, caption);
    }

    private static IEnumerable<Mark> Marks(LearningCurve curve, Series series, string metric)
    {
        if (curve.Points.Any(point => point.Interval is not null))
            yield return new Band([.. curve.Points.Select(point => new DataInterval(point.Step, point.Mean,
                point.Interval?.Low ?? double.NaN, point.Interval?.High ?? double.NaN))]) { Series = series };
        yield return new Line([.. curve.Points.Select(point => new DataPoint(point.Step, point.Mean))])
        {
            Series = series,
            Tips = [.. curve.Points.Select(
                point => new Tip($"{curve.Label}\n{ReportText.Count(point.Step)} updates\n{metric} {ReportText.Number(point.Mean)} "
                    + $"{(point.Interval is null ? "" : ReportText.Ends(point.Interval))}\n{point.Seeds} "
                    + $"seed{(point.Seeds == 1 ? "" : "s")}"))],
        };
    }
}
