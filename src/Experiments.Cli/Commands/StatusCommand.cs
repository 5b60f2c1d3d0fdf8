namespace Experiments.Cli.Commands;

public static class StatusCommand
{
    public static Command Create()
    {
        var folder = new Argument<string>("FOLDER") { Description = "The sweep folder." };
        var command = new Command("status",
            "Show the state of a sweep. Prints cells by state, running cells, failures with reasons and the time left.") { folder };
        command.SetAction(parsed =>
        {
            var sweep = SweepFolder.Open(parsed.GetValue(folder)!);
            StatusTable.Write(Screen.Out, sweep, SweepView.Of(sweep));
            return ExitCodes.Done;
        });
        return command;
    }
}
