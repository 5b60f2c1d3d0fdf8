namespace Experiments.Cli;

/// <summary>The typed command as text, quoted for a shell.</summary>
internal static class CommandTokens
{
    /// <summary>The command for a record. It begins with the program's name, however the program was started.</summary>
    public static string Recorded(ParseResult parsed) => $"{TypedCommand.Program} {Joined(parsed, [])}";

    /// <summary>The command for the user to type again. Options that it lacks are added.</summary>
    public static string Again(ParseResult parsed, params string[] options) => TypedCommand.Of(Joined(parsed, options));

    private static string Joined(ParseResult parsed, string[] options)
    {
        var tokens = parsed.Tokens.Select(token => token.Value).ToList();
        return string.Join(' ', tokens.Concat(options.Except(tokens)).Select(ShellText.Word));
    }
}
