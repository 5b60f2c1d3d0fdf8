namespace Experiments.Cli.Commands;

public static class CompareCommand
{
    public static Command Create()
    {
        var input = new ComparisonInput();
        var command = new Command("compare",
            "Compare runs by an axis or a config key. Prints means, intervals, paired tests with correction and steps to target.");
        input.AddTo(command);
        command.SetAction(parsed =>
        {
            Write(Screen.Out, ComparedRuns.Of(input.Plan(parsed), input.Mixes(parsed)));
            return ExitCodes.Done;
        });
        return command;
    }

    public static void Write(IAnsiConsole console, ComparedRuns compared)
    {
        if (compared.Mixed is { } mixed)
            console.MarkupLineInterpolated($"[yellow]{mixed}[/]");
        foreach (var result in compared.Comparisons)
            ComparisonTable.Write(console, result);
        foreach (var tuned in compared.Tuned)
            TunedTerminalTable.Write(console, tuned);
        foreach (var target in compared.Targets)
            ComparisonTable.Write(console, target);
    }
}
