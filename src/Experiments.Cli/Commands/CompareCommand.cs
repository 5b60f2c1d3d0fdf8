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
        var folders = new Argument<string[]>("FOLDER") { Description = "Sweep folders, run folders, or folders above them.", Arity = ArgumentArity.OneOrMore };
        var by = new Option<string?>("--by") { Description = "What is compared: an axis of the sweep, or a key of the config such as init.weight.scheme.", HelpName = "KEY" };
        var metric = new Option<string[]>("--metric") { Description = "SPLIT.METRIC at the end of the run, or best.SPLIT.METRIC; may be given several times.", HelpName = "METRIC", DefaultValueFactory = _ => [] };
        var alpha = new Option<double?>("--alpha") { Description = "The level of all comparisons of a metric together; 0.05 unless the sweep says otherwise.", HelpName = "P" };
        var mixed = new Option<bool>("--mixed") { Description = "Compare runs of different engines, libtorch versions, devices or thread counts all the same." };
        var command = new Command("compare", "Compare runs by an axis or a config key: means, intervals, paired tests with correction, steps to target.");
        command.Arguments.Add(folders);
        foreach (var option in new Option[] { by, metric, alpha, mixed })
            command.Options.Add(option);
        command.SetAction(parsed =>
        {
            var asked = ComparisonPlan.Of(parsed.GetValue(folders)!, parsed.GetValue(by), parsed.GetValue(metric)!, parsed.GetValue(alpha));
            Write(Screen.Out, asked, parsed.GetValue(mixed));
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
