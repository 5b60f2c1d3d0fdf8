using Experiments.Sweeps.Stacking;

namespace Experiments.Sweeps.Launching;

/// <param name="DataRoot">Folder to search first for data sets; null for none.</param>
public sealed record LaunchRequest(SweepFolder Folder, WorkerCommand Command, string? DataRoot)
{
    /// <summary>Number of workers on this machine; null for as many as it can carry.</summary>
    public int? Workers { get; init; }

    /// <summary>Which cells train together.</summary>
    public Stacks Stacks { get; init; } = Stacks.None;

    public SlurmOptions Slurm { get; init; } = new();

    /// <summary>Whether to wait until cells that run elsewhere are over.</summary>
    public bool Waits { get; init; }
}
