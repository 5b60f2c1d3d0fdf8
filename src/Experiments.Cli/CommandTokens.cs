namespace Experiments.Cli;

/// <summary>The typed command as text, quoted for a shell.</summary>
internal static class CommandTokens
{
    /// <summary>Returns the command for a record. The text begins with the program's name, even if a script started the program.</summary>
    public static string Recorded(ParseResult parsed) => $"{TypedCommand.Program} {Joined(parsed, [])}";

    /// <summary>Returns the command in the form that the user can type again, with additional options.</summary>
    public static string Again(ParseResult parsed, params string[] options) => TypedCommand.Of(Joined(parsed, options));

    private static string Joined(ParseResult parsed, string[] options)
    {
        var tokens = parsed.Tokens.Select(token => token.Value).ToList();
        return string.Join(' ', tokens.Concat(options.Except(tokens)).Select(ShellText.Word));
    }
}
