namespace Experiments.Cli.Commands;

/// <summary><c>experiments worker</c>, which sweeps start and people don't: runs the cells named on its
/// standard input, or those of a batch job's task.</summary>
public static class WorkerCommands
{
    public static Command Create()
    {
        var folder = new Argument<string>("FOLDER") { Description = "The sweep folder." };
        var data = new Option<string?>("--data") { Description = "A folder to look for data sets in first.", HelpName = "DIR" };
        var job = new Option<int?>("--job") { Description = "A job that was submitted for the sweep, of which a task is to be run.",
            HelpName = "N" };
        var task = new Option<int?>("--task") { Description = "The task's number in the job.", HelpName = "N" };
        var command = new Command("worker",
            "Run cells of a sweep, told on standard input, one or a group a line; sweeps start this themselves.") { Hidden = true };
        command.Arguments.Add(folder);
        foreach (var option in new Option[] { data, job, task })
            command.Options.Add(option);
        command.SetAction(parsed =>
        {
            var sweep = SweepFolder.Open(parsed.GetValue(folder)!);
            using var runner = new CellRunner(sweep, DataRoots.Default(parsed.GetValue(data)),
                $"{TypedCommand.Program} worker {sweep.Path}");
            using var interrupt = new Interrupt();
            if (parsed.GetValue(job) is { } number)
                return RunTask(sweep, runner, SlurmJob.Read(sweep, number), parsed.GetValue(task) ?? 0, interrupt.Token);
            using var loop = new WorkerLoop(runner, sweep.ReadCells(), Console.Out, interrupt.Token);
            loop.Run(Console.In);
            return ExitCodes.Done;
        });
        return command;
    }

    /// <summary>The command that starts this program again.</summary>
    public static WorkerCommand OfThisProgram()
    {
        var executable = Environment.ProcessPath ?? throw new InvalidOperationException("The system doesn't tell this program's path.");
        var isHost = Path.GetFileNameWithoutExtension(executable) == "dotnet";
        return new WorkerCommand(executable, isHost ? [Path.Combine(AppContext.BaseDirectory, "Experiments.Cli.dll")] : []);
    }

    private static int RunTask(SweepFolder sweep, CellRunner runner, SlurmJob job, int task, CancellationToken cancellation)
    {
        if (task < 0 || task >= job.Tasks.Count)
            throw new InputException($"--task is {task}; job {job.Number} has the tasks 0 to {job.Tasks.Count - 1}.");
        // The sweep may have changed since, and a cell may no longer belong to it.
        var groups = job.GroupsOf(task, sweep.ReadCells().ToDictionary(cell => cell.Id));
        var isGood = new CellTask(runner, new PlainProgress(Console.Out), Console.Out).Run(groups, cancellation);
        return cancellation.IsCancellationRequested ? ExitCodes.Interrupted : isGood ? ExitCodes.Done : ExitCodes.Failed;
    }
}
