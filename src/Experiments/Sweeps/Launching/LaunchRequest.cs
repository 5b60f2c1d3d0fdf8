using Experiments.Sweeps.Stacking;

namespace Experiments.Sweeps.Launching;

/// <param name="DataRoot">Folder that is searched first for data sets; null for no additional folder.</param>
public sealed record LaunchRequest(SweepFolder Folder, WorkerCommand Command, string? DataRoot)
{
    /// <summary>Number of workers on this machine; null for as many as the machine can run.</summary>
    public int? Workers { get; init; }

    /// <summary>Determines which cells train together.</summary>
    public Stacks Stacks { get; init; } = Stacks.None;

    /// <summary>Number of workers that share each GPU of this machine.</summary>
    public int WorkersPerGpu { get; init; } = 1;

    /// <summary>Workers on this machine that are already started; null without such workers.</summary>
    public EarlyWorkers? Early { get; init; }

    public SlurmOptions Slurm { get; init; } = new();

    /// <summary>Whether to wait until cells that run elsewhere have ended.</summary>
    public bool Waits { get; init; }
}
