namespace Experiments.Cli.Commands;

public static class ReportCommand
{
    public static Command Create()
    {
        var input = new ComparisonInput();
        var output = new Option<string?>("--out") { Description = "Folder to write; by default 'report' in the first FOLDER.",
            HelpName = "DIR" };
        var command = new Command("report",
            "Write a comparison as an HTML page. Adds figures (SVG, pgfplots), tables (Markdown, CSV, LaTeX) and a methods paragraph.");
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

    /// <summary>Writes the report and returns the path of its page.</summary>
    /// <param name="source">The first compared folder. The name of this folder is the name of the report.</param>
    /// <param name="output">Folder of the report; null for the default folder.</param>
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
