using System.CommandLine;
using Experiments.Cli.Terminal;
using Experiments.Comparison;
using Experiments.Configuration;
using Experiments.Sweeps;
using Spectre.Console;

namespace Experiments.Cli.Commands;

/// <summary><c>experiments compare</c>: which of the things compared is better, and how sure that is.</summary>
public static class CompareCommand
{
    /// <summary>Creates the verb.</summary>
    public static Command Create()
    {
        var input = new ComparisonInput();
        var command = new Command("compare", "Compare runs by an axis or a config key: means, intervals, paired tests with correction, steps to target.");
        input.AddTo(command);
        command.SetAction(parsed =>
        {
            Write(Screen.Out, input.Plan(parsed), input.Mixes(parsed));
            return ExitCodes.Done;
        });
        return command;
    }

    /// <summary>Compares and prints.</summary>
    public static void Write(IAnsiConsole console, ComparisonPlan plan, bool mixes)
    {
        var runs = RunReader.Read(plan.Folders, plan.Keys);
        if (SurroundingsCheck.Of(runs.Runs, mixes) is { } mixed)
            console.MarkupLineInterpolated($"[yellow]{mixed}[/]");
        foreach (var request in plan.Requests(runs))
            ComparisonTable.Write(console, Comparer.Compare(runs, request));
        foreach (var (metric, value) in plan.Targets)
            ComparisonTable.Write(console, Targets.Of(runs.Runs, plan.By, metric, value));
    }
}
