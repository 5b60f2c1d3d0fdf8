namespace Experiments.Cli.Commands;

/// <summary><c>--data</c> of the verbs that use a run's network: a file with rows, or a folder of data
/// sets as for other verbs; given twice, both.</summary>
internal sealed class DataOption
{
    private readonly Option<string[]> _option;

    /// <param name="rows">Purpose of the file's rows, as a sentence.</param>
    public DataOption(string rows, bool isRequired)
    {
        _option = new("--data")
        {
            Description = $"{rows} A folder is one to look for data sets in, before $EXPERIMENTS_DATA, data/ and the system's; give the "
                + $"option twice for both.",
            HelpName = isRequired ? "FILE" : "FILE|DIR",
            Required = isRequired,
            DefaultValueFactory = isRequired ? null : _ => [],
        };
        _option.CompletionSources.Add(Paths.Files);
    }

    public Option Option => _option;

    /// <exception cref="InputException">A path is neither a file nor a folder, or there are two of a kind.</exception>
    public (string? File, string? Folder) Read(ParseResult parsed)
    {
        var given = parsed.GetValue(_option) ?? [];
        foreach (var path in given.Where(path => !File.Exists(path) && !Directory.Exists(path)))
            throw new InputException(string.IsNullOrWhiteSpace(path)
                ? "--data: a file or a folder is expected, but it is empty."
                : $"--data: there is no file or folder '{path}'.");
        return (Only(given.Where(File.Exists), "file"), Only(given.Where(Directory.Exists), "folder"));
    }

    private static string? Only(IEnumerable<string> paths, string kind) => paths.ToList() switch
    {
        [] => null,
        [var path] => path,
        var several => throw new InputException($"--data: one {kind} is expected, not {several.Count} ({string.Join(", ", several)})."),
    };
}
