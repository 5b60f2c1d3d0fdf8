namespace Experiments.Cli.Completion;

/// <summary>Completion scripts for shells. Each script asks the program for completions.</summary>
internal static class CompletionScript
{
    private static readonly Dictionary<string, string> s_files = new() { ["bash"] = "bash", ["zsh"] = "zsh", ["fish"] = "fish",
        ["pwsh"] = "ps1" };

    public static IReadOnlyCollection<string> Shells => s_files.Keys;

    /// <summary>
    /// Returns the script of a shell. The script calls the built program and not run.sh, because run.sh might first build the program.
    /// </summary>
    public static string Of(string shell)
    {
        using var resource = typeof(CompletionScript).Assembly.GetManifestResourceStream($"completion.{s_files[shell]}")!;
        using var reader = new StreamReader(resource);
        return reader.ReadToEnd().ReplaceLineEndings("\n").Replace("@PROGRAM@",
            string.Join(' ', Program().Select(word => Quote(word, shell))), StringComparison.Ordinal);
    }

    // Returns the words that start the program: 'dotnet Experiments.Cli.dll', or the executable.
    private static IEnumerable<string> Program()
    {
        var host = Environment.ProcessPath ?? "dotnet";
        return Path.GetFileNameWithoutExtension(host) == "dotnet"
            ? [host, Path.Combine(AppContext.BaseDirectory, "Experiments.Cli.dll")]
            : [host];
    }

    private static string Quote(string word, string shell) => shell switch
    {
        "pwsh" => $"'{word.Replace("'", "''", StringComparison.Ordinal)}'",
        "fish" => $"'{word.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("'", @"\'", StringComparison.Ordinal)}'",
        _ => ShellText.Quote(word),
    };
}
