using Experiments.Experiment;

namespace Experiments.Sweeps;

/// <summary>The part of a plan that all seeds of one point share.</summary>
/// <param name="Coordinates">Labels by coordinate name.</param>
/// <param name="Config">Resolved config. The seed of the config is used only if the sweep has no seeds.</param>
/// <param name="Identity">Identity of the config without the seed, 64 hexadecimal digits.</param>
/// <param name="Device"><c>cpu</c> or <c>cuda</c>.</param>
/// <param name="TotalSteps">Number of updates of one run.</param>
/// <param name="Select">Metric that selects the best evaluation.</param>
/// <param name="Metrics">Metrics that a run measures, each as <c>SPLIT.METRIC</c>.</param>
public sealed record CellPlan(
    string InWords, IReadOnlyDictionary<string, string> Coordinates, ResolvedConfig Config, string Identity, string Device, long TotalSteps,
    string Select,
    IReadOnlyList<string> Metrics)
{
    public int Threads => Config.Config.Threads;

    /// <summary>Number of the network's parameters.</summary>
    public long Parameters { get; init; }
}
