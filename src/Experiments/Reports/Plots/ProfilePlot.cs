using Experiments.Comparison;
using Experiments.Figures.Marks;
using Experiments.Figures;

namespace Experiments.Reports.Plots;

/// <summary>Plots performance profiles: the share of the runs that reach a threshold, against the threshold.</summary>
internal static class ProfilePlot
{
    public static ReportFigure Of(RunCollection runs, ComparisonResult comparison)
    {
        var metric = comparison.Request.Metric;
        var marks = ProfileCurve.Of(runs, comparison)
            .Select((curve, index) => (Mark)new Line(Stairs(curve.Points, comparison.IsHigherBetter))
            {
                Series = new Series(curve.Label, index),
                Tips = [.. curve.Points.SelectMany(
                    point => Enumerable.Repeat(
                        new Tip($"{curve.Label}\n{ReportText.Percent(Math.Round(point.Share, 4))} of the runs reach "
                            + $"{ReportText.Number(point.Threshold)}"), 2)).Take((2 * curve.Points.Count) - 1)],
            });
        var panel = new Panel("", new Axis($"{metric} to reach"), new Axis("share of runs") { Min = 0, Max = 1 }, [.. marks]);
        var caption = $"Share of the runs whose {metric} is at least as good as a threshold. A label whose profile is above another "
            + "profile everywhere is better in every quantile.";
        return new ReportFigure($"{ReportText.FileName(metric)}-profiles",
            new Figure($"Performance profiles of {metric}", [panel]) { Subtitle = "Unit: run." }, caption);
    }

    // No run's value is between two consecutive thresholds, so the share is constant between these thresholds. The share equals the share
    // at the upper threshold if higher is better, otherwise the share at the lower threshold.
    private static List<DataPoint> Stairs(IReadOnlyList<(double Threshold, double Share)> points, bool isHigherBetter)
    {
        var stairs = new List<DataPoint>();
        for (var i = 0; i < points.Count; i++)
        {
            if (i > 0)
                stairs.Add(isHigherBetter
                    ? new DataPoint(points[i - 1].Threshold, points[i].Share)
                    : new DataPoint(points[i].Threshold, points[i - 1].Share));
            stairs.Add(new DataPoint(points[i].Threshold, points[i].Share));
        }

        return stairs;
    }
}
