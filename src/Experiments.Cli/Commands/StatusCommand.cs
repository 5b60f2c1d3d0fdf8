using System.CommandLine;
using Experiments.Cli.Terminal;
using Experiments.Sweeps;

namespace Experiments.Cli.Commands;

/// <summary><c>experiments status</c>: how a sweep stands, whoever runs it.</summary>
public static class StatusCommand
{
    /// <summary>Creates the verb.</summary>
    public static Command Create()
    {
        var folder = new Argument<string>("FOLDER") { Description = "The sweep folder." };
        var command = new Command("status", "How a sweep stands: its cells by state, where they run, what failed and why, the time left.") { folder };
        command.SetAction(parsed =>
        {
            var sweep = SweepFolder.Open(parsed.GetValue(folder)!);
            StatusTable.Write(Screen.Out, sweep, SweepView.Of(sweep));
            return ExitCodes.Done;
        });
        return command;
    }
}
