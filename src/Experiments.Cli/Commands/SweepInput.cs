namespace Experiments.Cli.Commands;

internal sealed class SweepInput
{
    private static readonly string[] s_statuses = ["failed", "diverged", "interrupted"];

    // A sweep resumes whenever it is started again; who asks for it gets it.
    private readonly Option<bool> _resume = new("--resume") { Description = "A sweep always resumes.", Hidden = true };

    private readonly Option<string> _launcher = new("--launcher")
    {
        Description = $"Where the cells run. {string.Join(" ", Launchers.All.Select(kind => $"{kind.Name}: {kind.Summary}"))}",
        HelpName = "NAME", DefaultValueFactory = _ => Launchers.All[0].Name,
    };

    private readonly Option<string?> _perGpu = new(WorkersPerGpu.Option)
    {
        Description = "Worker processes that share a GPU: a number, or auto for as many as its free memory and the cores bear; by "
            + "default 1.",
        HelpName = "N|auto",
    };

    private readonly Option<string?> _retry = new("--retry")
    {
        Description = $"Run these cells anew, with commas between: {string.Join(", ", s_statuses)}.", HelpName = "STATUS,…",
    };

    public Argument<string> File { get; } =
        new("FILE") { Description = "The sweep's JSON file: a base config, the axes along which it varies, what to compare." };

    public Option<bool> DryRun { get; } =
        new("--dry-run") { Description = "Check every cell, print the cells and an estimate of the time, and run nothing." };

    public Option<int?> Workers { get; } =
        new("--workers") { Description = "Worker processes at once; by default one a GPU, or as many as the cores bear.", HelpName = "N" };

    // Switches off what the sweep file says.
    private const string Off = "1";

    private readonly Option<string?> _stack = new("--stack")
    {
        Description = "Train up to so many cells together whose networks have the same shape; auto chooses the number, 1 trains each "
            + "alone. It is part of no identity.",
        HelpName = "N|auto",
    };

    public Option<string> Output { get; } = new("--output") { Description = "The folder that holds the sweep folders.", HelpName = "DIR",
        DefaultValueFactory = _ => "sweeps" };

    public DataInput Data { get; } = new();

    public Option<bool> Quiet { get; } = new("--quiet", "-q") { Description = "Print nothing but errors." };

    public SlurmFlags Slurm { get; } = new();

    public Option<bool> Wait { get; } = new("--wait") { Description = "Slurm: stay until all cells are over, and compare." };

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

    /// <exception cref="InputException">There is no launcher of that name, or an option is for another one.</exception>
    public LauncherKind ReadLauncher(ParseResult parsed)
    {
        var kind = Launchers.Named(parsed.GetValue(_launcher)!);
        if (parsed.GetValue(Workers) is < 1 and var count)
            throw new InputException($"--workers is {count}; a whole number of 1 or more is expected.");
        if (kind.Machine.IsCluster && parsed.GetValue(Workers) is not null)
            throw new InputException("--workers is for this machine; --concurrent says how many tasks of a cluster run at once.");
        if (kind.Machine.IsCluster && parsed.GetValue(_perGpu) is not null)
            throw new InputException($"{WorkersPerGpu.Option} is for this machine; a task of a cluster runs one process at a time.");
        if (!kind.Machine.IsCluster
            && Slurm.All.Append(Wait).FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false }) is { } foreign)
            throw new InputException($"{foreign.Name} is for a cluster; write --launcher slurm too.");
        return kind;
    }

    /// <summary>Whether each cell is to train alone, and no advice to stack is wanted.</summary>
    public bool ForbidsStacks(ParseResult parsed) => parsed.GetValue(_stack) == Off;

    /// <summary>The number of cells that train together, from the command line or else the sweep file; null for each alone.</summary>
    /// <param name="resources">What a task of the cluster asks for, if the cells run there.</param>
    /// <exception cref="InputException">It is no stack size, or a cluster's tasks are of one cell.</exception>
    public StackSize? ReadStack(ParseResult parsed, SweepFile sweep, LauncherKind kind, SlurmOptions resources)
    {
        var given = parsed.GetValue(_stack);
        var size = given is null ? sweep.Stack
            : given == Off ? null
            : StackSize.Parse(given) ?? throw new InputException($"--stack is '{given}'; {StackSize.Expected}; 1 trains each cell alone.");
        if (size is not null && kind.Machine.IsCluster && resources.CellsPerTask == 1)
            throw new InputException(
                $"stack is {size}, but a task of the cluster runs one cell, so no cells can train together. Set --cells-per-task to 2 or "
                    + "more, or use --stack 1.");
        return size;
    }

    /// <summary>Reads how many workers share a GPU; null if that is not given.</summary>
    /// <exception cref="InputException">It is neither a number nor auto, or the number of workers is given too.</exception>
    public WorkersPerGpu? ReadWorkersPerGpu(ParseResult parsed)
    {
        if (parsed.GetValue(_perGpu) is not { } word)
            return null;
        if (parsed.GetValue(Workers) is not null)
            throw new InputException($"--workers and {WorkersPerGpu.Option} are both given; leave one of them out.");
        return WorkersPerGpu.Parse(word);
    }

    /// <exception cref="InputException">A status is not one that can be run again.</exception>
    public RetryOptions ReadRetry(ParseResult parsed)
    {
        var given = parsed.GetValue(_retry);
        var words = given?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
        if (words.FirstOrDefault(word => !s_statuses.Contains(word)) is { } unknown)
            throw new InputException(
                $"--retry is '{given}'; {string.Join(", ", s_statuses)} are allowed, with commas "
                    + $"between{(Names.DidYouMean(unknown, s_statuses) is { Length: > 0 } nearest ? nearest : ".")}");
        return new RetryOptions(words.Select(word => Enum.Parse<CellStatus>(word, ignoreCase: true)).ToHashSet());
    }
}
