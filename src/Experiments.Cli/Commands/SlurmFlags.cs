namespace Experiments.Cli.Commands;

/// <summary>Command-line options for Slurm. These options override the section <c>slurm</c> of the sweep file.</summary>
internal sealed class SlurmFlags
{
    private readonly Option<string?> _partition = new("--partition") { Description = "Slurm: the partition.", HelpName = "NAME" };
    private readonly Option<string?> _time = new("--time") { Description = "Slurm: time limit of a task, in sbatch's format (2:00:00).",
        HelpName = "TIME" };
    private readonly Option<int?> _gpus = new("--gpus") { Description = "Slurm: GPUs of a task.", HelpName = "N" };
    private readonly Option<int?> _cpus = new("--cpus") { Description = "Slurm: CPU cores of a task.", HelpName = "N" };
    private readonly Option<string?> _memory = new("--memory") { Description = "Slurm: memory of a task, in sbatch's format (4G).",
        HelpName = "SIZE" };
    private readonly Option<int?> _cellsPerTask =
        new("--cells-per-task") { Description = "Slurm: number of cells that one task runs, one after another.", HelpName = "N" };
    private readonly Option<int?> _concurrent = new("--concurrent") { Description = "Slurm: maximum number of tasks at once.",
        HelpName = "N" };
    private readonly Option<string[]> _lines =
        new("--sbatch") { Description = "Slurm: another option for sbatch, such as --sbatch=--account=lab. May be given several times.",
            HelpName = "OPTION", DefaultValueFactory = _ => [] };

    public IEnumerable<Option> All => [_partition, _time, _gpus, _cpus, _memory, _cellsPerTask, _concurrent, _lines];

    /// <summary>Merges the section of the sweep file with the options of the command line, which override the section. The lines for sbatch
    /// from the file come before the lines from the command line.</summary>
    /// <exception cref="InputException">A number is too small, or a line is not an option.</exception>
    public SlurmOptions Over(SlurmOptions file, ParseResult parsed) => file with
    {
        Partition = parsed.GetValue(_partition) ?? file.Partition,
        Time = parsed.GetValue(_time) ?? file.Time,
        Gpus = AtLeast(0, _gpus, parsed) ?? file.Gpus,
        Cpus = AtLeast(1, _cpus, parsed) ?? file.Cpus,
        Memory = parsed.GetValue(_memory) ?? file.Memory,
        CellsPerTask = AtLeast(1, _cellsPerTask, parsed) ?? file.CellsPerTask,
        Concurrent = AtLeast(1, _concurrent, parsed) ?? file.Concurrent,
        Lines = [.. file.Lines, .. parsed.GetValue(_lines)!.Select(Line)],
    };

    private static int? AtLeast(int least, Option<int?> option, ParseResult parsed) =>
        parsed.GetValue(option) is not { } value || value >= least
            ? parsed.GetValue(option)
            : throw new InputException($"{option.Name} is {value}; a whole number of {least} or more is expected.");

    private static string Line(string line) => line.StartsWith('-') && !line.Any(char.IsControl)
        ? line
        : throw new InputException($"--sbatch is '{line}'; an option of sbatch that begins with '-' is expected.");
}
