using Experiments.Comparison;
using Experiments.Figures.Marks;
using Experiments.Figures;

namespace Experiments.Reports.Plots;

/// <summary>Plots one mark per seed and label, with a box if there are enough seeds.</summary>
internal static class StripPlot
{
    // Largest number of marks with tips and links; with more of them the page would be too slow.
    private const int MostTips = 3000;

    public static ReportFigure Of(RunCollection runs, ComparisonResult comparison, RunLinks links)
    {
        var request = comparison.Request;
        var groups = comparison.Groups;
        var hasTips = groups.Sum(group => group.PerSeed.Count) <= MostTips;
        // With several strata, a mark has no link: the seed's value is a mean over several runs.
        var single = comparison.Strata == 1 ? runs.Runs.ToDictionary(run => (run.Coordinates[request.By], run.Seed)) : [];
        var marks = groups.Select((group, index) => (Mark)new Strip(index, [.. group.PerSeed.Values])
        {
            Series = new Series(group.Label, index),
            Tips = hasTips
                ? [.. group.PerSeed.Select(
                    seed => TipOf(group, seed, single.GetValueOrDefault((group.Label, seed.Key)), request.Metric, links))]
                : [],
        });
        var caption = $"Each mark is the final {request.Metric} of one "
            + $"seed{(comparison.Strata == 1 ? "" : $" (mean over {comparison.Strata} points of the other axes)")}. With five seeds or "
            + $"more, a box shows the quartiles and the "
            + $"median.{(comparison.WhatCountsAsWorst is { } worst ? $" {worst}" : "")}";
        var panel = new Panel("", new Axis(request.By) { Categories = [.. groups.Select(group => group.Label)] }, new Axis(request.Metric),
            [.. marks]);
        return new ReportFigure($"{ReportText.FileName(request.Metric)}-seeds",
            new Figure($"{request.Metric} by seed", [panel]) { PanelWidth = Math.Clamp(100 * groups.Count, 460, 1000),
                HasLegend = false, Subtitle = $"Unit: {comparison.Unit}." }, caption);
    }

    private static Tip TipOf(GroupResult group, KeyValuePair<long, double> seed, RunResult? run, string metric,
        RunLinks links) => new(
        $"{group.Label}, seed "
            + $"{seed.Key}\n{ReportText.Number(seed.Value)}{Remark(run, metric)}"
            + $"{(run is null ? "" : "\nclick: its config")}", run is null ? "" : links.To(run, "config.json"));

    private static string Remark(RunResult? run, string metric) =>
        run is null ? "" : run.IsDiverged ? " (diverged)" : run.IsWithout(metric) ? " (no finite value)" : "";
}
