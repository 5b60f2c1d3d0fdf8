namespace Experiments.Cli.Commands;

/// <summary>
/// <c>experiments worker</c>, which only sweeps start. The command runs the cells named on its standard input, or the cells of a batch
/// job's task.
/// </summary>
public static class WorkerCommands
{
    public static Command Create()
    {
        var folder = new Argument<string>("FOLDER") { Description = "The sweep folder." };
        var data = new Option<string?>("--data") { Description = "Folder with data sets; searched first.", HelpName = "DIR" };
        var job = new Option<int?>("--job") { Description = "Number of the sweep's job that the task belongs to.",
            HelpName = "N" };
        var task = new Option<int?>("--task") { Description = "The task's number in the job.", HelpName = "N" };
        var early = new Option<string?>(WarmUp.Option)
        {
            Description = "Folder with a config. After a first line of input, warm up with this config; after a second line, read the "
                + "sweep's folder.",
            HelpName = "DIR",
        };
        var command = new Command("worker",
            "For the command sweep only: run the cells that standard input names, one cell or group per line.") { Hidden =
                true };
        command.Arguments.Add(folder);
        foreach (var option in new Option[] { data, job, task, early })
            command.Options.Add(option);
        command.SetAction(parsed =>
        {
            using var interrupt = new Interrupt();
            var roots = DataRoots.Default(parsed.GetValue(data));
            using var kept = new KeptData();
            if (parsed.GetValue(early) is { } warmUp && !IsNeeded(warmUp, roots, kept))
                return ExitCodes.Done;
            var sweep = SweepFolder.Open(parsed.GetValue(folder)!);
            using var runner = new CellRunner(sweep, roots, $"{TypedCommand.Program} worker {sweep.Path}", kept);
            if (parsed.GetValue(job) is { } number)
                return RunTask(sweep, runner, SlurmJob.Read(sweep, number), parsed.GetValue(task) ?? 0, interrupt.Token);
            using var loop = new WorkerLoop(runner, sweep.ReadCells(), Console.Out, interrupt.Token);
            loop.Run(Console.In);
            return ExitCodes.Done;
        });
        return command;
    }

    /// <summary>Returns the command that starts another process of this program.</summary>
    public static WorkerCommand OfThisProgram()
    {
        var executable = Environment.ProcessPath ?? throw new InvalidOperationException("The system does not report this program's "
            + "path, so no worker can be started.");
        var isHost = Path.GetFileNameWithoutExtension(executable) == "dotnet";
        return new WorkerCommand(executable, isHost ? [Path.Combine(AppContext.BaseDirectory, "Experiments.Cli.dll")] : []);
    }

    // Warms up, and returns whether the worker is needed: if there is nothing to do, the process that started the worker closes the input.
    private static bool IsNeeded(string warmUp, IReadOnlyList<string> roots, KeptData kept)
    {
        if (Console.In.ReadLine() is null)
            return false;
        WarmUp.Run(warmUp, roots, kept);
        return Console.In.ReadLine() is not null;
    }

    private static int RunTask(SweepFolder sweep, CellRunner runner, SlurmJob job, int task, CancellationToken cancellation)
    {
        if (task < 0 || task >= job.Tasks.Count)
            throw new InputException($"--task is {task}; job {job.Number} has the tasks 0 to {job.Tasks.Count - 1}.");
        // Leaves out cells that no longer belong to the sweep, because the sweep may have changed.
        var groups = job.GroupsOf(task, sweep.ReadCells().ToDictionary(cell => cell.Id));
        var isGood = new CellTask(runner, new PlainProgress(Console.Out), Console.Out).Run(groups, cancellation);
        return cancellation.IsCancellationRequested ? ExitCodes.Interrupted : isGood ? ExitCodes.Done : ExitCodes.Failed;
    }
}
