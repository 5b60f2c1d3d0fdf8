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
            var plan = input.Plan(parsed);
            Console.Out.WriteLine(Write(plan.Folders[0], ComparedRuns.Of(plan, input.Mixes(parsed)), parsed.GetValue(output)));
            return ExitCodes.Done;
        });
        return command;
    }

    /// <summary>Writes, and returns the page's path.</summary>
    /// <param name="source">The first folder that was compared, whose name the report has.</param>
    /// <param name="compared">What was compared.</param>
    /// <param name="output">The folder; null for the usual one.</param>
    /// <exception cref="InputException">A file of a run can't be read, or the folder can't be written.</exception>
    public static string Write(string source, ComparedRuns compared, string? output)
    {
        var first = Path.TrimEndingDirectorySeparator(Path.GetFullPath(source));
        var folder = Path.GetFullPath(output ?? Path.Combine(first, "report"));
        var study = ReportBuilder.Read(compared, Path.GetFileName(first));
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
