using Experiments.Runs;

namespace Experiments.Comparison;

/// <summary>Result of one finished run, as read for a comparison.</summary>
/// <param name="Name">Name of the experiment.</param>
/// <param name="Status">Completed or diverged.</param>
/// <param name="Coordinates">Label on each coordinate: an axis of the sweep, or a requested config key.</param>
/// <param name="Initial">Metrics before the first update, by <c>SPLIT.METRIC</c>.</param>
/// <param name="Final">Metrics of the last evaluation (<c>SPLIT.METRIC</c>) and of the best evaluation (<c>best.SPLIT.METRIC</c>).</param>
/// <param name="Steps">Number of updates.</param>
public sealed record RunResult(
    string Folder,
    string Name,
    long Seed,
    RunStatus Status,
    IReadOnlyDictionary<string, string> Coordinates,
    IReadOnlyDictionary<string, double> Initial,
    IReadOnlyDictionary<string, double> Final,
    long Steps,
    RunSurroundings Surroundings)
{
    /// <summary>Whether the run trained together with other runs.</summary>
    public RunStacking Stacking { get; init; }

    public bool IsDiverged => Status == RunStatus.Diverged;

    /// <summary>Whether the run completed but has no finite value of the metric.</summary>
    public bool IsWithout(string metric) =>
        !IsDiverged && !(Final.TryGetValue(metric, out var value) && double.IsFinite(value));
}
