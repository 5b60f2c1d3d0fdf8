namespace Experiments.Cli.Terminal;

/// <summary>Means of the compared metric over the cells completed so far, per label of the compared axis.</summary>
/// <param name="by">The compared axis; null without an axis, which gives no rows.</param>
/// <param name="metric"><c>SPLIT.METRIC</c> or <c>best.SPLIT.METRIC</c>.</param>
public sealed class RunningMeans(string? by, string metric, IReadOnlyList<CellRecord> cells, Func<CellRecord, RunSummary> summaryOf)
{
    private readonly Dictionary<string, (CellRecord Cell, CellStatus Status, double? Value)> _over = [];

    public string? By => by;

    public string Metric => metric;

    /// <summary>
    /// One row per label: the numbers of its finished, diverged and failed cells, and the mean over its completed cells. The mean is null
    /// before the first cell is completed.
    /// </summary>
    public IReadOnlyList<(string Label, int Done, int Count, int Diverged, int Failed, double? Mean)> Rows => by is null ? [] :
        [.. cells.GroupBy(cell => cell.Coordinates[by]).Select(group =>
        {
            var over = group.Where(cell => _over.ContainsKey(cell.Id)).Select(cell => _over[cell.Id]).ToList();
            var values = over.Select(one => one.Value).OfType<double>().Where(double.IsFinite).ToList();
            return (group.Key, over.Count, group.Count(), over.Count(one => one.Status == CellStatus.Diverged),
                over.Count(one => one.Status == CellStatus.Failed), values.Count > 0 ? values.Average() : (double?)null);
        })];

    /// <summary>Counts a finished cell. A cell that another process is still running is ignored.</summary>
    public void Add(CellRecord cell, CellStatus status)
    {
        if (status is CellStatus.Completed or CellStatus.Diverged or CellStatus.Failed)
            _over[cell.Id] = (cell, status, status == CellStatus.Completed ? Value(summaryOf(cell)) : null);
    }

    private double? Value(RunSummary summary)
    {
        var words = MetricKey.Bare(metric).Split('.');
        var metrics = MetricKey.IsBest(metric)
            ? summary.Progress.Best?.Metrics.GetValueOrDefault(words[0], []) ?? []
            : summary.Final(words[0]);
        return metrics.FirstOrDefault(one => one.Name == words[1]) is { Name: not null } found ? found.Value : null;
    }
}
