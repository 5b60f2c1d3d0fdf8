using Experiments.Configuration;

namespace Experiments.Sweeps;

/// <summary>What all seeds of one point have in common.</summary>
/// <param name="InWords">The point in words.</param>
/// <param name="Coordinates">Labels by the name of the coordinate.</param>
/// <param name="Config">The resolved config; its own seed counts only where the sweep has none.</param>
/// <param name="Identity">The config's identity, 64 hexadecimal digits, without the seed.</param>
/// <param name="Device"><c>cpu</c> or <c>cuda</c>.</param>
/// <param name="TotalSteps">Updates of one run.</param>
/// <param name="Select">The metric that selects.</param>
/// <param name="Metrics">What a run will have measured, <c>SPLIT.METRIC</c> each.</param>
public sealed record CellPlan(
    string InWords, IReadOnlyDictionary<string, string> Coordinates, ResolvedConfig Config, string Identity, string Device, long TotalSteps, string Select,
    IReadOnlyList<string> Metrics)
{
    /// <summary>CPU threads of a run.</summary>
    public int Threads => Config.Config.Threads;
}
