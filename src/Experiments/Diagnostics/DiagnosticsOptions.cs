using Experiments.Configuration;

namespace Experiments.Diagnostics;

/// <summary>How often, and on how many examples, the signal in every layer is measured. Measuring changes no result.</summary>
public sealed record DiagnosticsOptions
{
    [Option("every_steps", "Updates between two measurements, the first at the initial weights; 0 for none.", Minimum = 0, AffectsResult = false)]
    public long EverySteps { get; init; }

    [Option("probe_size", "Examples that are measured on: the first of the training split, always the same.", Minimum = 1, Maximum = 1_000_000, AffectsResult = false)]
    public int ProbeSize { get; init; } = 512;
}
