namespace Experiments.Reports.RunPage;

/// <summary>The command that repeats a run.</summary>
internal static partial class RepeatCommand
{
    /// <summary>Returns the command. It writes below another root, because the same root would rename the shown folder.</summary>
    public static string Of(RunFiles run)
    {
        var folder = Path.GetFullPath(run.Folder);
        // A run folder is ROOT/NAME/IDENTITY-sSEED.
        var root = Path.GetDirectoryName(Path.GetDirectoryName(folder)) ?? folder;
        var words = new List<string>
        {
            TypedCommand.Program, "run", ShellText.Word(Path.Combine(run.Folder, "config.json")), "--output",
            ShellText.Word(root.TrimEnd(Path.DirectorySeparatorChar) + "-repeated"),
        };
        if (Data(run.Environment?["command_line"]?.ToString() ?? "") is { } data)
            words.AddRange(["--data", data]);
        return string.Join(' ', words);
    }

    // The folder with data sets as the recorded command has it, in the shell's quotes.
    private static string? Data(string command)
    {
        var words = Words().Matches(command).Select(match => match.Value).ToList();
        var at = words.LastIndexOf("--data");
        return at >= 0 && at + 1 < words.Count ? words[at + 1] : null;
    }

    [GeneratedRegex(@"(?:'[^']*'|\\.|[^\s'\\])+")]
    private static partial Regex Words();
}
