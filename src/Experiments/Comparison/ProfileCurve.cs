using Experiments.Statistics;

namespace Experiments.Comparison;

/// <summary>A label's performance profile: the share of its runs that are at least as good as a threshold.</summary>
/// <param name="Label">The label.</param>
/// <param name="Points">Thresholds in the metric's unit, ascending, and the share of the runs that reach them.</param>
public sealed record ProfileCurve(string Label, IReadOnlyList<(double Threshold, double Share)> Points)
{
    // More thresholds than that a picture does not show.
    private const int MostThresholds = 200;

    /// <summary>The profiles of all labels over thresholds that they share, in the order of the comparison.</summary>
    public static IReadOnlyList<ProfileCurve> Of(RunCollection collection, ComparisonResult comparison)
    {
        var request = comparison.Request;
        var scores = new Scores(collection.Runs, request.By, request.Metric, comparison.IsHigherBetter);
        var sign = comparison.IsHigherBetter ? 1 : -1;
        var values = collection.Runs.ToLookup(run => run.Coordinates[request.By], run => sign * scores.ValueOf(run));
        double[] all = [.. values.SelectMany(label => label).Distinct().Order()];
        double[] thresholds = all.Length <= MostThresholds ? all : [.. Enumerable.Range(0, MostThresholds).Select(i => Sample.Quantile(all, i / (MostThresholds - 1.0)))];
        return [.. comparison.Groups.Select(group => new ProfileCurve(
            group.Label, [.. thresholds.Zip(PerformanceProfile.Of([.. values[group.Label]], thresholds), (threshold, share) => (sign * threshold, share)).OrderBy(point => point.Item1)]))];
    }
}
