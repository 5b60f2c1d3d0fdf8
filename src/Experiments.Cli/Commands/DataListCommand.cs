using System.CommandLine;
using Experiments.Cli.Terminal;
using Experiments.Configuration;
using Experiments.Data;
using Experiments.Data.Download;
using Spectre.Console;
using static TorchSharp.torch;

namespace Experiments.Cli.Commands;

/// <summary><c>experiments data list</c>: every data set, where it lies, how large it is to fetch, and under what licence.</summary>
public static class DataListCommand
{
    /// <summary>Creates the verb.</summary>
    public static Command Create()
    {
        var root = DataCommand.Root();
        var command = new Command("list", "List every data set: where it lies or that it is not here, its size, licence and source.") { root };
        command.SetAction(parsed =>
        {
            Print(Roots(parsed.GetValue(root)));
            return ExitCodes.Done;
        });
        return command;
    }

    /// <summary>The folders to look in: the one that is given, which need not be there, before the usual ones.</summary>
    internal static IReadOnlyList<string> Roots(string? option) =>
        option is null ? DataRoots.Default(null) : [.. DataRoots.Default(null).Prepend(DataRoots.ForFetching(option)).Distinct()];

    private static void Print(IReadOnlyList<string> roots)
    {
        var table = new Table().Border(TableBorder.None).HideHeaders();
        foreach (var _ in Enumerable.Range(0, 5))
            table.AddColumn(new TableColumn("").NoWrap().PadRight(3));
        foreach (var row in DataRegistry.Instance.Rows)
        {
            if (Activator.CreateInstance(row.OptionsType) is DataOptions options)
                table.AddRow(Cells(row.Name, options, roots).Select(cell => new Text(cell)));
        }

        Screen.Out.Write(table);
    }

    private static string[] Cells(string name, DataOptions options, IReadOnlyList<string> roots) => options switch
    {
        IRemoteData remote => [name, remote.FolderIn(roots) ?? "not here", DownloadText.Bytes(remote.Remote.Size), remote.Remote.Licence, remote.Remote.Source.AbsoluteUri],
        { ReadsFiles: false } => [name, "made by the program", "", "", ""],
        Data.Tables.CsvOptions and not Data.Tables.AmesOptions => [name, "a file of your own", "", "", ""],
        _ => [name, Shipped(options, roots), "", "ships with the program", "its README"],
    };

    private static string Shipped(DataOptions options, IReadOnlyList<string> roots)
    {
        try
        {
            return options.Describe(new DataContext(roots, CPU, float32)).Files is [var file, ..] ? Path.GetDirectoryName(file.Path)! : "not here";
        }
        catch (MissingException)
        {
            return "not here";
        }
    }
}
