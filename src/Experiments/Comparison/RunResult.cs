using Experiments.Runs;

namespace Experiments.Comparison;

/// <summary>What a comparison needs to know about one finished run.</summary>
/// <param name="Name">Name of the experiment.</param>
/// <param name="Status">Completed or diverged.</param>
/// <param name="Coordinates">Labels by coordinate: those of the sweep, or the config's values of the requested keys.</param>
/// <param name="Initial">Metrics before the first update, by <c>SPLIT.METRIC</c>.</param>
/// <param name="Final">Metrics of the last evaluation, by <c>SPLIT.METRIC</c>, and of
/// the selected one, by <c>best.SPLIT.METRIC</c>.</param>
/// <param name="Steps">Updates made.</param>
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
    /// <summary>Whether it trained together with other runs.</summary>
    public RunStacking Stacking { get; init; }

    public bool IsDiverged => Status == RunStatus.Diverged;

    /// <summary>Whether the run completed and yet has no finite value of the metric.</summary>
    public bool IsWithout(string metric) =>
        !IsDiverged && !(Final.TryGetValue(metric, out var value) && double.IsFinite(value));
}
