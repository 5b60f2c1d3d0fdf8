namespace Experiments.Cli.Commands.Studies;

/// <summary><c>experiments study</c>: studies with claims that prove themselves.</summary>
public static class StudyCommand
{
    public static Command Create() => new("study", "Check claims of the literature by measurement. A study is a folder with claims and the "
        + "configs that test them.")
    {
        StudyListCommand.Create(),
        StudyRunCommand.Create(),
        StudyVerifyCommand.Create(),
    };
}
