namespace Experiments.Sweeps.Launching;

/// <summary>What a launcher is told.</summary>
/// <param name="Folder">The sweep folder.</param>
/// <param name="Command">How a worker is started.</param>
/// <param name="DataRoot">A folder to look for data sets in first; null for none.</param>
public sealed record LaunchRequest(SweepFolder Folder, WorkerCommand Command, string? DataRoot)
{
    /// <summary>Workers of this machine at once; null for as many as it bears.</summary>
    public int? Workers { get; init; }

    /// <summary>What a batch system is asked for.</summary>
    public SlurmOptions Slurm { get; init; } = new();

    /// <summary>Whether to stay until cells that run elsewhere are over.</summary>
    public bool Waits { get; init; }
}
