using Experiments.Runs;

namespace Experiments.Comparison;

/// <summary>What a comparison has to know of one run that is over.</summary>
/// <param name="Folder">The run folder.</param>
/// <param name="Name">Name of the experiment.</param>
/// <param name="Seed">The seed.</param>
/// <param name="Status">Completed or diverged.</param>
/// <param name="Coordinates">Its labels: those of the sweep, or the values of the keys that are asked for.</param>
/// <param name="Initial">Metrics before the first update, by <c>SPLIT.METRIC</c>.</param>
/// <param name="Final">Metrics of the last evaluation, by <c>SPLIT.METRIC</c>, and of the one that selects, by <c>best.SPLIT.METRIC</c>.</param>
/// <param name="Steps">Updates made.</param>
/// <param name="Surroundings">What it ran on.</param>
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
    /// <summary>Whether it stopped being finite.</summary>
    public bool IsDiverged => Status == RunStatus.Diverged;
}
