using Experiments.Statistics;

namespace Experiments.Comparison;

/// <summary>Performance profile of one label: the share of its runs that are at least as good as a threshold.</summary>
/// <param name="Points">Thresholds in the metric's unit, ascending, each with the share of the runs that reach it.</param>
public sealed record ProfileCurve(string Label, IReadOnlyList<(double Threshold, double Share)> Points)
{
    // Largest number of thresholds that a figure can show.
    private const int MostThresholds = 200;

    /// <summary>Returns the profiles of all labels over the same thresholds, in the order of the comparison.</summary>
    public static IReadOnlyList<ProfileCurve> Of(RunCollection collection, ComparisonResult comparison)
    {
        var request = comparison.Request;
        var scores = new Scores(collection, request.By, request.Metric, comparison.IsHigherBetter);
        var sign = comparison.IsHigherBetter ? 1 : -1;
        var values = collection.Runs.ToLookup(run => run.Coordinates[request.By], run => sign * scores.ValueOf(run));
        double[] all = [.. values.SelectMany(label => label).Distinct().Order()];
        double[] thresholds = all.Length <= MostThresholds
            ? all
            : [.. Enumerable.Range(0, MostThresholds).Select(i => Sample.Quantile(all, i / (MostThresholds - 1.0)))];
        return [.. comparison.Groups.Select(group => new ProfileCurve(
            group.Label, [.. thresholds.Zip(PerformanceProfile.Of([.. values[group.Label]], thresholds),
                (threshold, share) => (sign * threshold, share)).OrderBy(point => point.Item1)]))];
    }
}
