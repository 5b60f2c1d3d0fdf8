namespace Experiments.Cli.Commands;

/// <summary><c>--data</c> of the commands that use a run's network: a file with rows, a folder with data sets, or both (the option is then
/// given twice).</summary>
internal sealed class DataOption
{
    private readonly Option<string[]> _option;

    /// <param name="rows">A sentence that describes the purpose of the file's rows.</param>
    public DataOption(string rows, bool isRequired)
    {
        _option = new("--data")
        {
            Description = $"{rows} Or a folder with data sets, searched before $EXPERIMENTS_DATA, data/ and the system's folders. To "
                + "give a file and a folder, use --data twice.",
            HelpName = isRequired ? "FILE" : "FILE|DIR",
            Required = isRequired,
            DefaultValueFactory = isRequired ? null : _ => [],
        };
        _option.CompletionSources.Add(Paths.Files);
    }

    public Option Option => _option;

    /// <exception cref="InputException">A path is neither a file nor a folder, or there are two files or two folders.</exception>
    public (string? File, string? Folder) Read(ParseResult parsed)
    {
        var given = parsed.GetValue(_option) ?? [];
        foreach (var path in given.Where(path => !File.Exists(path) && !Directory.Exists(path)))
            throw new InputException(string.IsNullOrWhiteSpace(path)
                ? "--data is empty. Give a file or a folder."
                : $"--data: file or folder '{path}' does not exist.");
        return (Only(given.Where(File.Exists), "file"), Only(given.Where(Directory.Exists), "folder"));
    }

    private static string? Only(IEnumerable<string> paths, string kind) => paths.ToList() switch
    {
        [] => null,
        [var path] => path,
        var several => throw new InputException($"--data: give one {kind}, not {several.Count} ({string.Join(", ", several)})."),
    };
}
