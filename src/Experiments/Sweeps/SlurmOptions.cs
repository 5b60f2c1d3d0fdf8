namespace Experiments.Sweeps;

/// <summary>What an array job asks Slurm for; null leaves it to the cluster, unless the option says otherwise.</summary>
public sealed record SlurmOptions
{
    [Option("partition", "The partition.")]
    public string? Partition { get; init; }

    [Option("time", "Longest time of a task, as sbatch takes it: 30, 2:00:00 or 1-12:00:00.")]
    public string? Time { get; init; }

    [Option("gpus", "GPUs of a task; null takes 1 where the cells run on CUDA, and none otherwise.", Minimum = 0, Maximum = 64)]
    public int? Gpus { get; init; }

    [Option("cpus", "CPU cores of a task; null takes the plan's threads.", Minimum = 1, Maximum = 1024)]
    public int? Cpus { get; init; }

    [Option("memory", "Memory of a task, as sbatch takes it: 4G.")]
    public string? Memory { get; init; }

    [Option("cells_per_task", "Cells that one task runs, one after another.", Minimum = 1, Maximum = 100_000)]
    public int CellsPerTask { get; init; } = 1;

    [Option("concurrent", "How many tasks may run at once; null for as many as the cluster lets.", Minimum = 1, Maximum = 100_000)]
    public int? Concurrent { get; init; }

    [Option("lines", "More #SBATCH options, without the word itself, such as --account=lab.",
        Pattern = "-[^\\r\\n]*", PatternInWords = "an option of sbatch, beginning with '-'")]
    public IReadOnlyList<string> Lines { get; init; } = [];

    [Option("setup", "Lines of shell that a task runs first, such as module load dotnet.")]
    public IReadOnlyList<string> Setup { get; init; } = [];
}
