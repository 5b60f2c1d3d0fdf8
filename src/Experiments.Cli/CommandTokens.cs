namespace Experiments.Cli;

/// <summary>The command that was typed, as text that a shell takes apart again.</summary>
internal static class CommandTokens
{
    /// <summary>For a record: the program is called by its name, however it was started.</summary>
    public static string Recorded(ParseResult parsed) => $"{TypedCommand.Program} {Joined(parsed, [])}";

    /// <summary>For the user to type again, with one more option unless it is there.</summary>
    public static string Again(ParseResult parsed, params string[] options) => TypedCommand.Of(Joined(parsed, options));

    private static string Joined(ParseResult parsed, string[] options)
    {
        var tokens = parsed.Tokens.Select(token => token.Value).ToList();
        return string.Join(' ', tokens.Concat(options.Except(tokens)).Select(ShellText.Word));
    }
}
