using Experiments.Comparison;

namespace Experiments.Reports;

/// <summary>Writes the findings of a comparison as sentences. A sentence claims a difference only if the tests separate the
/// labels.</summary>
public static class Findings
{
    public static IEnumerable<string> Of(ComparisonResult result)
    {
        var metric = result.Request.Metric;
        var best = result.Groups[0];
        if (best.Summary.Mean is null)
            yield break;
        yield return $"{metric}: {best.Label} has the best mean, "
            + $"{ReportText.Number(best.Summary.Mean)}{(best.MeanInterval is null ? "" : $" {ReportText.Ends(best.MeanInterval)}")}, over "
            + $"{best.Summary.Count} seed{(best.Summary.Count == 1 ? "" : "s")}.";
        if (result.Pairs.Count == 0)
            yield break;
        var separated = result.Pairs.Count(pair => pair.IsSeparated);
        yield return $"{metric}: {separated} of {result.Pairs.Count} pair{(result.Pairs.Count == 1 ? "" : "s")} "
            + $"{(separated == 1 ? "is" : "are")} separated at {ReportText.Number(result.Request.Alpha)} (Holm).";
        var ties = TieGroups.Of(result).Select(set => string.Join(", ", set)).ToList();
        if (ties.Count > 0)
            yield return $"{metric}: not separated from each other: {string.Join("; ", ties)}.";
    }

    public static IEnumerable<string> Of(TunedResult result)
    {
        if (result.Groups[0] is { Chosen: { } chosen } best)
            yield return $"{result.Metric} at the {result.Tune} chosen on {result.Selection}: {best.Label} at {best.Value} has the best "
                + $"mean, {ReportText.Number(chosen.Outcome)}{(chosen.Interval is null ? "" : $" {ReportText.Ends(chosen.Interval)}")}.";
    }
}
