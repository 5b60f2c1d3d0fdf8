namespace Experiments.Cli.Commands;

public static class DataCommand
{
    public static Command Create() => new("data", "List the data sets, or fetch them from their publishers.")
    {
        DataListCommand.Create(),
        DataFetchCommand.Create(),
    };

    internal static Option<string?> Root() =>
        new("--root") { Description = "Folder for data sets; takes precedence over $EXPERIMENTS_DATA, data/ and the user's cache.",
            HelpName = "DIR" };
}
