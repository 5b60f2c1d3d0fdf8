namespace Experiments.Sweeps;

/// <summary>What an array job asks Slurm for; null leaves it to the cluster, unless the option says otherwise.</summary>
public sealed record SlurmOptions
{
    [Option("partition", "The partition.", Chinese = "分区。")]
    public string? Partition { get; init; }

    [Option("time", "Longest time of a task, as sbatch takes it: 30, 2:00:00 or 1-12:00:00.", Chinese = "每个任务的最长时间，写法与 sbatch 相同：30、2:00:00 或 1-12:00:00。")]
    public string? Time { get; init; }

    [Option("gpus", "GPUs of a task; null takes 1 where the cells run on CUDA, and none otherwise.", Minimum = 0, Maximum = 64, Chinese = "每个任务的 GPU 数；null 表示单元在 CUDA 上运行时取 1，否则不要。")]
    public int? Gpus { get; init; }

    [Option("cpus", "CPU cores of a task; null takes the plan's threads.", Minimum = 1, Maximum = 1024, Chinese = "每个任务的 CPU 核数；null 表示与 threads 相同。")]
    public int? Cpus { get; init; }

    [Option("memory", "Memory of a task, as sbatch takes it: 4G.", Chinese = "每个任务的内存，写法与 sbatch 相同：4G。")]
    public string? Memory { get; init; }

    [Option("cells_per_task", "Cells that one task runs, one after another.", Minimum = 1, Maximum = 100_000, Chinese = "一个任务依次运行多少个单元。")]
    public int CellsPerTask { get; init; } = 1;

    [Option("concurrent", "How many tasks may run at once; null for as many as the cluster lets.", Minimum = 1, Maximum = 100_000, Chinese = "同时运行的任务上限；null 表示由集群决定。")]
    public int? Concurrent { get; init; }

    [Option("lines", "More #SBATCH options, without the word itself, such as --account=lab.", Pattern = "-[^\\r\\n]*", PatternInWords = "an option of sbatch, beginning with '-'",
        Chinese = "其他 #SBATCH 选项，不写 #SBATCH 本身，例如 --account=lab。")]
    public IReadOnlyList<string> Lines { get; init; } = [];

    [Option("setup", "Lines of shell that a task runs first, such as module load dotnet.", Chinese = "任务开始时先执行的 shell 命令，例如 module load dotnet。")]
    public IReadOnlyList<string> Setup { get; init; } = [];
}
