namespace Experiments.Cli.Commands.Studies;

/// <summary><c>experiments study verify</c>: judges the claims from the stored results.</summary>
internal static class StudyVerifyCommand
{
    public static Command Create()
    {
        var input = new StudyInput();
        var smoke = new Option<bool>("--smoke") { Description = "Only the studies of the short check." };
        var command = new Command("verify", "Judge the claims of all or the named studies. Reads the stored results; the exit code is 0 "
            + "only if every claim holds.")
        {
            input.Names, input.Quick, input.Full, smoke, input.Folder, input.Output,
        };
        command.SetAction(parsed =>
        {
            var studies = Chosen(parsed.GetValue(input.Folder)!, parsed.GetValue(input.Names)!, parsed.GetValue(smoke));
            var judged = studies.Select(study => (study, StudyJudge.Judge(study, Results(study)))).ToList();
            StudyTable.Write(Screen.Out, judged);
            foreach (var line in StudyTable.Advice(judged).SelectMany(line => Lines.For(Screen.Out, line)))
                Console.Out.WriteLine(line);
            return judged.SelectMany(one => one.Item2).All(result => result.Verdict == ClaimVerdict.Holds)
                ? ExitCodes.Done
                : ExitCodes.ClaimFails;

            // Without --quick and --full, full results count before quick results.
            StudyResults Results(StudyDefinition study)
            {
                var root = parsed.GetValue(input.Output)!;
                if (input.Mode(parsed) is { } mode)
                    return StudyResults.Of(root, study, mode);
                var full = StudyResults.Of(root, study, StudyMode.Full);
                return full.State(study) == ClaimVerdict.Holds ? full : StudyResults.Of(root, study, StudyMode.Quick);
            }
        });
        return command;
    }
    private static IReadOnlyList<StudyDefinition> Chosen(string folder, string[] names, bool smoke)
    {
        if (smoke && names.Length > 0)
            throw new InputException("Give the names of studies or --smoke, not both.");
        var studies = StudyFileReader.Read(folder, names);
        return smoke ? StudyInput.OfShortCheck(studies, folder) : studies;
    }
}
