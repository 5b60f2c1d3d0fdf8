namespace Experiments.Sweeps;

/// <summary>Resources that an array job requests from Slurm. For an option that is null, the cluster's default is used, unless the option's
/// text says otherwise.</summary>
public sealed record SlurmOptions
{
    [Option("partition", "The partition.")]
    public string? Partition { get; init; }

    [Option("time", "Time limit of a task, in sbatch's format: 30, 2:00:00 or 1-12:00:00.")]
    public string? Time { get; init; }

    [Option("gpus", "Number of GPUs per task; null means 1 if the cells run on CUDA, otherwise 0.", Minimum = 0, Maximum = 64)]
    public int? Gpus { get; init; }

    [Option("cpus", "Number of CPU cores per task; null means the config's threads.", Minimum = 1, Maximum = 1024)]
    public int? Cpus { get; init; }

    [Option("memory", "Memory per task, in sbatch's format: 4G.")]
    public string? Memory { get; init; }

    [Option("cells_per_task", "Number of cells that one task runs, one after another.", Minimum = 1, Maximum = 100_000)]
    public int CellsPerTask { get; init; } = 1;

    [Option("concurrent", "Number of tasks that may run at once; null leaves it to the cluster.", Minimum = 1, Maximum = 100_000)]
    public int? Concurrent { get; init; }

    [Option("lines", "More #SBATCH options, without the word #SBATCH, such as --account=lab.",
        Pattern = "-[^\\r\\n]*", PatternInWords = "an option of sbatch, beginning with '-'")]
    public IReadOnlyList<string> Lines { get; init; } = [];

    [Option("setup", "Shell commands that a task runs first, such as module load dotnet.")]
    public IReadOnlyList<string> Setup { get; init; } = [];
}
