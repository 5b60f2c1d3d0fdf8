using System.CommandLine;
using Experiments.Data;
using Experiments.Sweeps;
using Experiments.Sweeps.Launching;

namespace Experiments.Cli.Commands;

/// <summary><c>experiments worker</c>, which sweeps start and people don't: runs the cells that it is told on standard input.</summary>
public static class WorkerCommands
{
    /// <summary>Creates the verb.</summary>
    public static Command Create()
    {
        var folder = new Argument<string>("FOLDER") { Description = "The sweep folder." };
        var data = new Option<string?>("--data") { Description = "A folder to look for data sets in first.", HelpName = "DIR" };
        var command = new Command("worker", "Run cells of a sweep, told on standard input one a line; sweeps start this themselves.") { Hidden = true };
        command.Arguments.Add(folder);
        command.Options.Add(data);
        command.SetAction(parsed =>
        {
            var sweep = SweepFolder.Open(parsed.GetValue(folder)!);
            var runner = new CellRunner(sweep, DataRoots.Default(parsed.GetValue(data)), $"experiments worker {sweep.Path}");
            using var interrupt = new Interrupt();
            using var loop = new WorkerLoop(runner, sweep.ReadCells(), Console.Out, interrupt.Token);
            loop.Run(Console.In);
            return ExitCodes.Done;
        });
        return command;
    }

    /// <summary>How this program is started again.</summary>
    public static WorkerCommand OfThisProgram()
    {
        var executable = Environment.ProcessPath ?? throw new InvalidOperationException("The system doesn't tell this program's path.");
        var isHost = Path.GetFileNameWithoutExtension(executable) == "dotnet";
        return new WorkerCommand(executable, isHost ? [Path.Combine(AppContext.BaseDirectory, "Experiments.Cli.dll")] : []);
    }
}
