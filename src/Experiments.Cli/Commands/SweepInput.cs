namespace Experiments.Cli.Commands;

internal sealed class SweepInput
{
    private static readonly string[] s_statuses = ["failed", "diverged", "interrupted"];

    // The option of 'run' is accepted without effect, because a sweep always resumes.
    private readonly Option<bool> _resume = new("--resume") { Description = "Has no effect: a sweep always resumes.", Hidden = true };

    private readonly Option<string> _launcher = new("--launcher")
    {
        Description = $"Where the cells run. {string.Join(" ", Launchers.All.Select(kind => $"{kind.Name}: {kind.Summary}"))}",
        HelpName = "NAME", DefaultValueFactory = _ => Launchers.All[0].Name,
    };

    private readonly Option<string?> _perGpu = new(WorkersPerGpu.Option)
    {
        Description = "Number of worker processes that share a GPU, or auto for as many as free memory and cores allow; by default 1.",
        HelpName = "N|auto",
    };

    private readonly Option<string?> _retry = new("--retry")
    {
        Description = $"Run cells with these states again, separated by commas: {string.Join(", ", s_statuses)}.", HelpName = "STATUS,…",
    };

    public Argument<string> File { get; } =
        new("FILE") { Description = "The sweep's JSON file: a base config, its axes and the comparison." };

    public Option<bool> DryRun { get; } =
        new("--dry-run") { Description = "Check every cell and print the cells and the estimated time, but run nothing." };

    public Option<int?> Workers { get; } =
        new("--workers") { Description = "Number of worker processes; by default one per GPU, or as many as the cores allow.",
            HelpName = "N" };

    // The value 1 of --stack overrides the sweep file: each cell trains separately.
    private const string Off = "1";

    private readonly Option<string?> _stack = new("--stack")
    {
        Description = "Maximum number of cells to train together, if their networks have the same shape; auto chooses the number, 1 "
            + "trains each cell alone. Does not change the identity of a run.",
        HelpName = "N|auto",
    };

    public Option<string> Output { get; } = new("--output") { Description = "The folder that holds the sweep folders.", HelpName = "DIR",
        DefaultValueFactory = _ => "sweeps" };

    public DataInput Data { get; } = new();

    public Option<bool> Quiet { get; } = new("--quiet", "-q") { Description = "Print only errors." };

    public SlurmFlags Slurm { get; } = new();

    public Option<bool> Wait { get; } = new("--wait") { Description = "Slurm: wait for all cells, then compare." };

    public void AddTo(Command command)
    {
        File.CompletionSources.Add(Paths.Configs);
        _perGpu.CompletionSources.Add("auto");
        _launcher.CompletionSources.Add([.. Launchers.All.Select(kind => kind.Name)]);
        _stack.CompletionSources.Add("auto");
        command.Arguments.Add(File);
        foreach (Option option in (IEnumerable<Option>)
            [DryRun, _launcher, Workers, _perGpu, _stack, _retry, Output, .. Data.All, Quiet, .. Slurm.All, Wait, _resume])
            command.Options.Add(option);
    }

    /// <summary>Whether the cells run on this machine. False for an unknown launcher, for which <see cref="ReadLauncher"/>
    /// throws.</summary>
    public bool RunsHere(ParseResult parsed) =>
        Launchers.All.FirstOrDefault(kind => kind.Name == parsed.GetValue(_launcher)) is { Machine.IsCluster: false };

    /// <exception cref="InputException">The launcher is unknown, or an option belongs to another launcher.</exception>
    public LauncherKind ReadLauncher(ParseResult parsed)
    {
        var kind = Launchers.Named(parsed.GetValue(_launcher)!);
        if (parsed.GetValue(Workers) is < 1 and var count)
            throw new InputException($"--workers is {count}; a whole number of 1 or more is expected.");
        if (kind.Machine.IsCluster && parsed.GetValue(Workers) is not null)
            throw new InputException("--workers is only for this machine. On a cluster, use --concurrent to limit the tasks at once.");
        if (kind.Machine.IsCluster && parsed.GetValue(_perGpu) is not null)
            throw new InputException($"{WorkersPerGpu.Option} is only for this machine: a task of a cluster runs one process at a time.");
        if (!kind.Machine.IsCluster
            && Slurm.All.Append(Wait).FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false }) is { } foreign)
            throw new InputException($"{foreign.Name} is only for a cluster. Add --launcher slurm.");
        return kind;
    }

    /// <summary>Whether the user forbids stacks. The program then does not recommend stacks.</summary>
    public bool ForbidsStacks(ParseResult parsed) => parsed.GetValue(_stack) == Off;

    /// <summary>Reads the stack size from the command line. Without the option, reads the size from the sweep file. Null if each cell
    /// trains separately.</summary>
    /// <param name="resources">Resources of a task, if the cells run on a cluster.</param>
    /// <exception cref="InputException">The stack size is invalid, or a cluster's tasks run one cell each.</exception>
    public StackSize? ReadStack(ParseResult parsed, SweepFile sweep, LauncherKind kind, SlurmOptions resources)
    {
        var given = parsed.GetValue(_stack);
        var size = given is null ? sweep.Stack
            : given == Off ? null
            : StackSize.Parse(given)
                ?? throw new InputException($"--stack is '{given}'; {StackSize.Expected}, or 1 to train each cell alone.");
        if (size is not null && kind.Machine.IsCluster && resources.CellsPerTask == 1)
            throw new InputException(
                $"stack is {size}, but each task of the cluster runs only one cell. Set --cells-per-task to 2 or more, or use --stack 1.");
        return size;
    }

    /// <summary>Reads the number of workers that share a GPU; null if the option is not given.</summary>
    /// <exception cref="InputException">The value is neither a number nor auto, or the option --workers is also given.</exception>
    public WorkersPerGpu? ReadWorkersPerGpu(ParseResult parsed)
    {
        if (parsed.GetValue(_perGpu) is not { } word)
            return null;
        if (parsed.GetValue(Workers) is not null)
            throw new InputException($"--workers and {WorkersPerGpu.Option} are both given. Leave one out.");
        return WorkersPerGpu.Parse(word);
    }

    /// <exception cref="InputException">A status is unknown or can't be run again.</exception>
    public RetryOptions ReadRetry(ParseResult parsed)
    {
        var given = parsed.GetValue(_retry);
        var words = given?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
        if (words.FirstOrDefault(word => !s_statuses.Contains(word)) is { } unknown)
            throw new InputException(
                $"--retry is '{given}', but must list states ({string.Join(", ", s_statuses)}) separated by "
                    + $"commas{(Names.DidYouMean(unknown, s_statuses) is { Length: > 0 } nearest ? nearest : ".")}");
        return new RetryOptions(words.Select(word => Enum.Parse<CellStatus>(word, ignoreCase: true)).ToHashSet());
    }
}
