namespace Experiments.Cli.Commands;

public static class DataListCommand
{
    private const int Wide = 180;
    private const int LicenceWidth = 22;

    public static Command Create()
    {
        var root = DataCommand.Root();
        var command = new Command("list",
            "List every data set. Where it lies or that it is not here, its size, licence and source.") { root };
        command.SetAction(parsed =>
        {
            Print(Roots(parsed.GetValue(root)));
            return ExitCodes.Done;
        });
        return command;
    }

    /// <summary>The folders to look in: the given one, which need not exist, before the usual ones.</summary>
    internal static IReadOnlyList<string> Roots(string? option) =>
        option is null ? DataRoots.Default(null) : [.. DataRoots.Default(null).Prepend(DataRoots.ForFetching(option)).Distinct()];

    private static void Print(IReadOnlyList<string> roots)
    {
        var isWide = Screen.Out.Profile.Width >= Wide;
        var table = new Table().Border(TableBorder.None).HideHeaders();
        foreach (var column in Enumerable.Range(0, isWide ? 5 : 4))
            table.AddColumn(Column(column, isWide));
        foreach (var row in DataRegistry.Instance.Rows)
        {
            if (Activator.CreateInstance(row.OptionsType) is DataOptions options)
                table.AddRow(Arrange(Cells(row, options, roots), isWide).Select(cell => new Text(cell)));
        }

        Screen.Out.Write(table);
    }

    // On a terminal names and sizes are never cut; a licence wraps between words and leaves the place some room.
    private static TableColumn Column(int number, bool isWide) => (isWide, number) switch
    {
        (true, _) => new TableColumn("").NoWrap().PadRight(3),
        (_, < 2) => new TableColumn("").NoWrap().PadRight(2),
        (_, 2) => new TableColumn("").Width(LicenceWidth).PadRight(2),
        _ => new TableColumn(""),
    };

    // A terminal has no room for a path and an address side by side, so they go below each other.
    private static string[] Arrange((string Name, string Size, string Licence, string Place, string Source) cells, bool isWide) => isWide
        ? [cells.Name, cells.Place, cells.Size, cells.Licence, cells.Source]
        : [cells.Name, cells.Size, cells.Licence, $"{cells.Place}{(cells.Source.Length > 0 ? "\n" : "")}{cells.Source}"];

    private static (string Name, string Size, string Licence, string Place, string Source) Cells(RegistryRow row, DataOptions options,
        IReadOnlyList<string> roots) => options switch
    {
        IRemoteData { Remote: var set } =>
            (row.Name, DownloadText.Bytes(set.Size), set.Licence, DataPlace.Of(options, roots), set.Source.AbsoluteUri),
        { ReadsFiles: false } => (row.Name, "", "", DataPlace.Made, ""),
        _ when row.HasRequiredKeys => (row.Name, "", "", "a file of your own", ""),
        _ => (row.Name, "", "ships with the program", Shipped(options, roots), "its README"),
    };

    private static string Shipped(DataOptions options, IReadOnlyList<string> roots)
    {
        try
        {
            return DataPlace.Of(options, roots);
        }
        catch (MissingException)
        {
            return DataPlace.NotHere;
        }
    }
}
