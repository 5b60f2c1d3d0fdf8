using Experiments.Comparison;

namespace Experiments.Reports;

/// <summary>States what a comparison found, in sentences that claim no more than its tests do.</summary>
public static class Findings
{
    public static IEnumerable<string> Of(ComparisonResult result)
    {
        var metric = result.Request.Metric;
        var best = result.Groups[0];
        if (best.Summary.Mean is null)
            yield break;
        yield return $"{metric}: the best mean is "
            + $"{ReportText.Number(best.Summary.Mean)}{(best.MeanInterval is null ? "" : $" {ReportText.Ends(best.MeanInterval)}")}, of "
            + $"{best.Label}, over {best.Summary.Count} seed{(best.Summary.Count == 1 ? "" : "s")}.";
        if (result.Pairs.Count == 0)
            yield break;
        var separated = result.Pairs.Count(pair => pair.IsSeparated);
        yield return $"{metric}: {separated} of {result.Pairs.Count} pair{(result.Pairs.Count == 1 ? "" : "s")} "
            + $"{(separated == 1 ? "is" : "are")} separated at {ReportText.Number(result.Request.Alpha)} (Holm).";
        var ties = TieGroups.Of(result).Select(set => string.Join(", ", set)).ToList();
        if (ties.Count > 0)
            yield return $"{metric}: not separated from one another: {string.Join("; ", ties)}.";
    }

    public static IEnumerable<string> Of(TunedResult result)
    {
        if (result.Groups[0] is { Chosen: { } chosen } best)
            yield return $"{result.Metric} at the {result.Tune} chosen on {result.Selection}: the best mean is "
                + $"{ReportText.Number(chosen.Outcome)}{(chosen.Interval is null ? "" : $" {ReportText.Ends(chosen.Interval)}")}, of "
                + $"{best.Label} at {best.Value}.";
    }
}
