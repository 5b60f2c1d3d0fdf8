namespace Experiments.Cli.Commands.Studies;

/// <summary><c>experiments study list</c>: the studies in teaching order.</summary>
internal static class StudyListCommand
{
    public static Command Create()
    {
        var input = new StudyInput();
        var language = LanguageOption.Create();
        var command = new Command("list", "List the studies in teaching order. Shows each title and the number of claims.")
        {
            input.Folder, language,
        };
        command.SetAction(parsed =>
        {
            var spoken = LanguageOption.Of(parsed, language);
            var table = new FittingTable("study").Column("order").Column("claims").Column("smoke", Justify.Left)
                .Column("title", Justify.Left);
            foreach (var study in StudyFileReader.ReadAll(parsed.GetValue(input.Folder)!))
                table.Row(study.Name.EscapeMarkup(), RunText.Invariant(study.File.Order), RunText.Invariant(study.File.Claims.Count),
                    study.File.Smoke ? "yes" : "", study.File.Title.In(spoken).EscapeMarkup());
            table.Write(Screen.Out);
            return ExitCodes.Done;
        });
        return command;
    }
}
