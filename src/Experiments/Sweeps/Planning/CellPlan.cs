using Experiments.Experiment;

namespace Experiments.Sweeps;

/// <summary>What all seeds of one point share.</summary>
/// <param name="Coordinates">Labels by name of the coordinate.</param>
/// <param name="Config">Resolved config; its own seed counts only if the sweep has none.</param>
/// <param name="Identity">Identity of the config without the seed, 64 hexadecimal digits.</param>
/// <param name="Device"><c>cpu</c> or <c>cuda</c>.</param>
/// <param name="TotalSteps">Updates of one run.</param>
/// <param name="Select">Metric that selects the best evaluation.</param>
/// <param name="Metrics">Metrics that a run measures, each <c>SPLIT.METRIC</c>.</param>
public sealed record CellPlan(
    string InWords, IReadOnlyDictionary<string, string> Coordinates, ResolvedConfig Config, string Identity, string Device, long TotalSteps,
    string Select,
    IReadOnlyList<string> Metrics)
{
    public int Threads => Config.Config.Threads;

    /// <summary>Number of the network's parameters.</summary>
    public long Parameters { get; init; }
}
