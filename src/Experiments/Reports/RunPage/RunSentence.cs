using Experiments.Runs;
using Experiments.Training;

namespace Experiments.Reports.RunPage;

/// <summary>Says in sentences how a run ended, what it reached, and how its signal was at the start.</summary>
internal static class RunSentence
{
    private static readonly string[] s_order = ["test", "validation", "train"];

    /// <summary>Returns the sentences about the result.</summary>
    public static string Result(RunFiles run)
    {
        if (run.Summary is not { } summary)
            return run.Metrics.Count == 0
                ? "This run has no result yet: it has no summary.json and no evaluation."
                : $"This run has not ended, or it was killed: it has no summary.json. Its last evaluation is after "
                    + $"{Updates(RunFiles.Step(run.Metrics[^1]))}.";
        var metric = Main(summary);
        var split = s_order.FirstOrDefault(name => summary.Final(name).Count > 0);
        var reached = split is null || metric is null || Value(summary.Final(split), metric) is not { } last
            ? ""
            : $"{Labels.Title(metric, split)} is {Labels.Value(metric, last)} after {Updates(summary.Progress.Step)}";
        return summary.Status switch
        {
            RunStatus.Completed => $"{(reached.Length > 0 ? reached : $"Completed after {Updates(summary.Progress.Step)}")}"
                + $"{Reason(summary)}.{Best(summary)}",
            RunStatus.Diverged => $"Diverged after {Updates(summary.Progress.Step)} of {Updates(summary.TotalSteps)}. "
                + $"{summary.Error}".TrimEnd() + Best(summary),
            RunStatus.Failed => $"Failed after {Updates(summary.Progress.Step)} of {Updates(summary.TotalSteps)}: {summary.Error}",
            _ => $"Interrupted after {Updates(summary.Progress.Step)} of {Updates(summary.TotalSteps)}"
                + $"{(reached.Length > 0 ? $"; {Lower(reached)}" : "")}.",
        };
    }

    /// <summary>Returns the verdicts on the signal before the first update, each with its kind; empty without a record.</summary>
    public static IReadOnlyList<(string Word, string Text)> Verdicts(RunFiles run) =>
        run.Network?["verdicts"] is JsonArray verdicts
            ? [.. verdicts.OfType<JsonObject>().Select(one => ($"{one["word"]}", $"{one["finding"]} {one["remedy"]}".TrimEnd()))]
            : [];

    /// <summary>Returns the metric that chose the best evaluation; without one, the first metric after the loss.</summary>
    public static string? Main(RunSummary summary) => summary.Progress.Best?.Metric
        ?? s_order.Select(summary.Final).FirstOrDefault(metrics => metrics.Count > 0) switch
        {
            null => null,
            var metrics => metrics.Select(one => one.Name)
                .FirstOrDefault(name => name is "accuracy" or "rmse" or "rmse_log", metrics[0].Name),
        };

    private static double? Value(IReadOnlyList<Metric> metrics, string name) =>
        metrics.Where(one => one.Name == name).Select(one => (double?)one.Value).FirstOrDefault();

    private static string Reason(RunSummary summary) => summary.StoppedBy switch
    {
        "target" => ", when it reached its target",
        "early_stopping" => ", when early stopping ended the run",
        _ => "",
    };

    private static string Best(RunSummary summary)
    {
        if (summary.Progress.Best is not { } best)
            return "";
        var test = Value(best.Metrics.GetValueOrDefault("test", []), best.Metric);
        return $" The best validation {Labels.Metric(best.Metric)}, {Labels.Value(best.Metric, best.Value)}, is "
            + (best.Step == 0 ? "before the first update" : $"after {Updates(best.Step)}")
            + $"{(test is null ? "" : $" (test: {Labels.Value(best.Metric, test.Value)})")}.";
    }

    private static string Updates(long count) => $"{ReportText.Count(count)} update{(count == 1 ? "" : "s")}";

    private static string Lower(string text) => char.ToLowerInvariant(text[0]) + text[1..];
}
