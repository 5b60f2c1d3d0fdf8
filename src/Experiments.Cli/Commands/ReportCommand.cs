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
        var input = new ComparisonInput();
        var output = new Option<string?>("--out") { Description = "The folder to write; by default 'report' in the first FOLDER.", HelpName = "DIR" };
        var command = new Command("report", "Write a comparison as one HTML page, figures (SVG, pgfplots), tables (Markdown, CSV, LaTeX) and a methods paragraph.");
        input.AddTo(command);
        command.Options.Add(output);
        command.SetAction(parsed =>
        {
            Console.Out.WriteLine(Write(input.Plan(parsed), parsed.GetValue(output), input.Mixes(parsed)));
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
