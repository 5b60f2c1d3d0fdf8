using System.CommandLine;

namespace Experiments.Cli.Commands;

/// <summary><c>experiments data</c>: which data sets there are, and fetching them.</summary>
public static class DataCommand
{
    /// <summary>Creates the verb.</summary>
    public static Command Create() => new("data", "List the data sets and where they lie, or fetch them from their publishers.")
    {
        DataListCommand.Create(),
        DataFetchCommand.Create(),
    };

    /// <summary>The option of both verbs below it.</summary>
    internal static Option<string?> Root() => new("--root") { Description = "A folder for data sets, before $EXPERIMENTS_DATA, data/ and the user's cache.", HelpName = "DIR" };
}
