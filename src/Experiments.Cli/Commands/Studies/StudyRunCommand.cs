namespace Experiments.Cli.Commands.Studies;

/// <summary><c>experiments study run</c>: runs studies and writes their results into their pages.</summary>
internal static class StudyRunCommand
{
    private static readonly StudyInput s_input = new();
    private static readonly Option<bool> s_all = new("--all") { Description = "Run all studies." };
    private static readonly Option<bool> s_smoke =
        new("--smoke") { Description = "Run the studies of the short check, which take less than two minutes together." };

    private static readonly Option<bool> s_again =
        new("--again") { Description = "Measure again, even if the results are current." };

    public static Command Create()
    {
        var command = new Command("run", "Run the measurements of studies. Writes the results, and figure and table into each study's "
            + "README. Measurements with current results are not repeated.")
        {
            s_input.Names, s_input.Quick, s_input.Full, s_all, s_smoke, s_again, s_input.Folder, s_input.Output,
        };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        var (folder, mode) = (parsed.GetValue(s_input.Folder)!, s_input.Mode(parsed) ?? StudyMode.Quick);
        var studies = Chosen(parsed, folder);
        using var interrupt = new Interrupt();
        var runner = new StudyRunner((file, output) => Sweep(file, output, parsed.GetValue<string?>(TorchChoice.Option), interrupt.Token));
        var judged = new List<(StudyDefinition Study, IReadOnlyList<ClaimResult> Results)>();
        foreach (var study in studies)
        {
            var results = StudyResults.Of(parsed.GetValue(s_input.Output)!, study, mode);
            // Current results are only judged again, and the pages are written again.
            var isAnew = parsed.GetValue(s_again);
            if (isAnew || results.State(study) != ClaimVerdict.Holds)
                runner.Run(study, results, isAnew, name => Console.Error.WriteLine($"{study.Name}: {name} …"), interrupt.Token);
            var claims = StudyJudge.Judge(study, results);
            StudyPage.Write(study, mode, claims);
            judged.Add((study, claims));
        }

        CoursePage.Write(folder, StudyFileReader.ReadAll(folder));
        StudyTable.Write(Screen.Out, judged);
        return ExitCodes.Done;
    }

    private static IReadOnlyList<StudyDefinition> Chosen(ParseResult parsed, string folder)
    {
        var (names, all, smoke) = (parsed.GetValue(s_input.Names)!, parsed.GetValue(s_all), parsed.GetValue(s_smoke));
        if ((names.Length > 0 ? 1 : 0) + (all ? 1 : 0) + (smoke ? 1 : 0) != 1)
            throw new InputException("Give the names of studies, --all or --smoke. "
                + $"Run '{TypedCommand.Of("study list")}' to see the studies.");
        var studies = StudyFileReader.Read(folder, names);
        return smoke ? StudyInput.OfShortCheck(studies, folder) : studies;
    }

    private static void Sweep(string file, string output, string? torch, CancellationToken cancellation)
    {
        string[] choice = torch is null ? [] : [TorchChoice.Option, torch];
        var code = CommandLine.Run(["sweep", file, "--output", output, "--quiet", .. choice]);
        cancellation.ThrowIfCancellationRequested();
        if (code == ExitCodes.Interrupted)
            throw new OperationCanceledException();
        if (code != ExitCodes.Done)
            throw new InputException($"The sweep '{file}' failed. "
                + $"Run '{TypedCommand.Of($"status {ShellText.Word(Path.ChangeExtension(file, null))}")}' to see its cells.");
    }
}
