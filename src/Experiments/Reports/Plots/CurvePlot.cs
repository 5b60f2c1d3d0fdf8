using Experiments.Comparison.Curves;
using Experiments.Comparison;
using Experiments.Figures.Marks;
using Experiments.Figures;
using Experiments.Runs;

namespace Experiments.Reports.Plots;

/// <summary>Plots learning curves: the mean over the seeds, with its confidence interval as a band. Each point of the axes that are not
/// compared has its own panel. If several keys are compared, each value of the second key (such as a tuned learning rate) also has its own
/// panel.</summary>
internal static class CurvePlot
{
    private const int MostPanels = 12;

    /// <summary>Returns null if no label was evaluated more than once.</summary>
    public static ReportFigure? Of(RunCollection runs, ComparisonResult comparison)
    {
        var curves = LearningCurves.Of(runs, comparison);
        if (curves.All(curve => curve.Points.Count < 2))
            return null;
        var request = comparison.Request;
        var metric = MetricKey.Bare(request.Metric);
        var level = ReportText.Percent(request.Level);
        var places = Places(runs, comparison, curves);
        var names = places.Values.Select(place => place.Name).Distinct().ToList();
        var panels = curves.GroupBy(curve => places[curve].Panel).Select((panel, index) => new Panel(panel.Key,
            new Axis("updates") { IsWhole = true }, new Axis(index % 2 == 0 ? metric : ""),
            [.. panel.SelectMany(curve => Marks(curve, new Series(places[curve].Name, names.IndexOf(places[curve].Name)), metric))
                .OrderBy(mark => mark is Band ? 0 : 1)])).ToList();
        var caption = $"Mean of {metric} over the seeds against the number of updates. The bands are Student's t intervals of the mean "
            + $"({level}). A finished run keeps its last value. After its end, a diverged run counts as the worst value. An "
            + "evaluation without a finite value counts as the worst value too.";
        var figure = new Figure($"{metric} during training", panels)
        {
            Subtitle = $"Unit: {(LearningCurves.IsByPoint(comparison) ? "seed" : comparison.Unit)}.{Split(runs, comparison, panels.Count)}",
        };
        return new ReportFigure($"{ReportText.FileName(metric)}-curves",
            panels.Count == 1 ? figure : figure with { Columns = 2, PanelWidth = 330, PanelHeight = 200 }, caption);
    }

    // The first part of a joined label is the name of the series. The remaining parts of the label, and the point of the axes that are not
    // compared, form the title of the panel.
    private static Dictionary<LearningCurve, (string Panel, string Name)> Places(RunCollection runs, ComparisonResult comparison,
        IReadOnlyList<LearningCurve> curves)
    {
        if (runs.Joined is not { } joined || joined.Parts.Values.Select(Rest).Distinct().Count() is var rests
            && rests * (LearningCurves.IsByPoint(comparison) ? comparison.Strata : 1) > MostPanels)
            return curves.ToDictionary(curve => curve, curve => (curve.Point, curve.Label));
        return curves.ToDictionary(curve => curve, curve => (
            string.Join(", ", new[] { Rest(joined.Parts[curve.Label]), curve.Point }.Where(words => words.Length > 0)),
            joined.Parts[curve.Label][0]));

        string Rest(IReadOnlyList<string> parts) => string.Join(", ", joined.Keys.Zip(parts, (key, part) => $"{key}={part}").Skip(1));
    }

    private static string Split(RunCollection runs, ComparisonResult comparison, int panels)
    {
        string[] names = [.. runs.Joined?.Keys.Skip(1) ?? [], .. LearningCurves.IsByPoint(comparison) ? comparison.Axes : []];
        return panels == 1 ? "" : $" One panel per {(names.Length == 1 ? "value" : "point")} of {string.Join(" × ", names)}.";
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
