using Experiments.Comparison;

namespace Experiments.Reports.Tables;

/// <summary>Shows the coordinates and metrics of each run, with links to its files.</summary>
public static class RunsTable
{
    public static ReportTable Of(RunCollection runs, IReadOnlyList<string> metrics, RunLinks links)
    {
        var coordinates = runs.Runs.SelectMany(run => run.Coordinates.Keys).Distinct().ToList();
        return ReportTable.Of("runs", $"The {ReportText.Count(runs.Runs.Count)} runs.", Columns(coordinates, metrics, links), runs.Runs);
    }

    private static IReadOnlyList<ReportColumn<RunResult>> Columns(IReadOnlyList<string> coordinates, IReadOnlyList<string> metrics,
        RunLinks links) =>
    [
        .. coordinates.Select(name => new ReportColumn<RunResult>(name, [name], "",
            run => ReportCell.Words(run.Coordinates.GetValueOrDefault(name, ReportText.None))) { IsWords = true }),
        new("seed", ["seed"], "", run => ReportCell.Count(run.Seed)),
        new("status", ["status"], "", run => ReportCell.Words(run.Status.ToString().ToLowerInvariant())) { IsWords = true },
        new("updates", ["updates"], "", run => ReportCell.Count(run.Steps)),
        .. metrics.Select(metric => new ReportColumn<RunResult>(metric, [metric],
            "Measured value. In the comparison, a run that diverged or has no finite value counts as the worst value.",
            run => ReportCell.Number(run.Final.TryGetValue(metric, out var value) ? value : null))),
        new("config", ["folder"], "",
            run => new ReportCell("config", links.To(run)) { Link = links.To(run, "config.json") }) { IsWords = true },
        new("log", [], "", run => new ReportCell("log") { Link = links.To(run, "events.jsonl") }) { IsWords = true },
    ];
}
