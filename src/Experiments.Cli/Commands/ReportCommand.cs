using System.CommandLine;
using Experiments.Cli.Completion;
using Experiments.Comparison;
using Experiments.Configuration;
using Experiments.Reports;

namespace Experiments.Cli.Commands;

/// <summary><c>experiments report</c>: a comparison as a page, tables and figures.</summary>
public static class ReportCommand
{
    /// <summary>Creates the verb.</summary>
    public static Command Create()
    {
        var folders = new Argument<string[]>("FOLDER") { Description = "Sweep folders, run folders, or folders above them.", Arity = ArgumentArity.OneOrMore };
        folders.CompletionSources.Add(Paths.Folders);
        var by = new Option<string?>("--by") { Description = "What is compared: an axis of the sweep, or a key of the config such as init.weight.scheme.", HelpName = "KEY" };
        var metric = new Option<string[]>("--metric") { Description = "SPLIT.METRIC at the end of the run, or best.SPLIT.METRIC; may be given several times.", HelpName = "METRIC", DefaultValueFactory = _ => [] };
        var alpha = new Option<double?>("--alpha") { Description = "The level of all comparisons of a metric together; 0.05 unless the sweep says otherwise.", HelpName = "P" };
        var mixed = new Option<bool>("--mixed") { Description = "Compare runs of different engines, libtorch versions, devices or thread counts all the same." };
        var output = new Option<string?>("--out") { Description = "The folder to write; by default 'report' in the first FOLDER.", HelpName = "DIR" };
        var command = new Command("report", "Write a comparison as one HTML page, figures (SVG, pgfplots), tables (Markdown, CSV, LaTeX) and a methods paragraph.");
        command.Arguments.Add(folders);
        foreach (var option in new Option[] { by, metric, alpha, mixed, output })
            command.Options.Add(option);
        command.SetAction(parsed =>
        {
            var plan = ComparisonPlan.Of(parsed.GetValue(folders)!, parsed.GetValue(by), parsed.GetValue(metric)!, parsed.GetValue(alpha));
            Console.Out.WriteLine(Write(plan, parsed.GetValue(output), parsed.GetValue(mixed)));
            return ExitCodes.Done;
        });
        return command;
    }

    /// <summary>Compares, writes, and returns the page's path.</summary>
    /// <param name="plan">What is compared.</param>
    /// <param name="output">The folder; null for the usual one.</param>
    /// <param name="mixes">Whether runs of different surroundings may be mixed.</param>
    /// <exception cref="InputException">They can't be compared, or the folder can't be written.</exception>
    public static string Write(ComparisonPlan plan, string? output, bool mixes)
    {
        var first = Path.TrimEndingDirectorySeparator(Path.GetFullPath(plan.Folders[0]));
        var folder = Path.GetFullPath(output ?? Path.Combine(first, "report"));
        var study = ReportBuilder.Read(plan, Path.GetFileName(first), mixes);
        try
        {
            return ReportFolder.Write(folder, ReportBuilder.Of(study, folder));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"'{folder}' can't be written: {failure.Message}");
        }
    }
}
