namespace Experiments.Cli.Commands;

public static class DataListCommand
{
    private const int Wide = 180;

    public static Command Create()
    {
        var root = DataCommand.Root();
        var command = new Command("list",
            "List every data set. Shows folder on this machine, size, licence and source.") { root };
        command.SetAction(parsed =>
        {
            Print(Roots(parsed.GetValue(root)));
            return ExitCodes.Done;
        });
        return command;
    }

    /// <summary>Returns the folders that are searched: first the given folder, which need not exist, then the usual folders.</summary>
    internal static IReadOnlyList<string> Roots(string? option) =>
        option is null ? DataRoots.Default(null) : [.. DataRoots.Default(null).Prepend(DataRoots.ForFetching(option)).Distinct()];

    private static void Print(IReadOnlyList<string> roots)
    {
        var rows = DataRegistry.Instance.Rows.Where(row => typeof(DataOptions).IsAssignableFrom(row.OptionsType))
            .Select(row => Cells(row, (DataOptions)Activator.CreateInstance(row.OptionsType)!, roots)).ToList();
        if (Screen.Out.Profile.Width >= Wide)
            Screen.Out.Write(WideTable(rows));
        else
            WriteNarrow(Screen.Out, rows);
    }

    private static Table WideTable(List<(string Name, string Size, string Licence, string Place, string Source)> rows)
    {
        var table = new Table().Border(TableBorder.None).HideHeaders();
        foreach (var _ in Enumerable.Range(0, 5))
            table.AddColumn(new TableColumn("").NoWrap().PadRight(3));
        foreach (var (name, size, licence, place, source) in rows)
            table.AddRow(new[] { name, place, size, licence, source }.Select(cell => new Text(cell)));
        return table;
    }

    // On a terminal, path and address are too long for one line. Each is therefore printed on a separate line below the name.
    private static void WriteNarrow(IAnsiConsole console,
        IReadOnlyList<(string Name, string Size, string Licence, string Place, string Source)> rows)
    {
        var (names, sizes) = (rows.Max(row => row.Name.Length), rows.Max(row => row.Size.Length));
        foreach (var (name, size, licence, place, source) in rows)
        {
            var head = $"{name.PadRight(names)}  {size.PadRight(sizes)}  {licence}".TrimEnd();
            var isOneLine = licence.Length == 0 && names + sizes + place.Length + 4 < console.Profile.Width;
            console.WriteLine(isOneLine ? $"{name.PadRight(names)}  {size.PadRight(sizes)}  {place}" : head);
            foreach (var line in new[] { isOneLine ? "" : place, source }.Where(line => line.Length > 0))
                FactLines.Whole(console, $"    {line.EscapeMarkup()}");
        }
    }

    private static (string Name, string Size, string Licence, string Place, string Source) Cells(RegistryRow row, DataOptions options,
        IReadOnlyList<string> roots) => options switch
    {
        IRemoteData { Remote: var set } =>
            (row.Name, DownloadText.Bytes(set.Size), set.Licence, DataPlace.Of(options, roots), set.Source.AbsoluteUri),
        { ReadsFiles: false } => (row.Name, "", "", DataPlace.Made, ""),
        _ when row.HasRequiredKeys => (row.Name, "", "", "your own file", ""),
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
