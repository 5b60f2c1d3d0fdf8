namespace Experiments.Cli;

/// <summary>Lists the subcommands of a command, for a user who typed an unknown subcommand or no subcommand.</summary>
internal static class CommandList
{
    /// <summary>Subcommands that a user may type.</summary>
    public static IReadOnlyList<Command> Of(Command command) => [.. command.Subcommands.Where(verb => !verb.Hidden)];

    /// <summary>Returns the lines of the message: the error, the list of commands, and the command that shows the help.</summary>
    /// <param name="given">The word that is not a command; null if the user typed no word.</param>
    public static IEnumerable<string> Lines(Command command, string? given)
    {
        var known = Of(command);
        var path = CommandPath.Of(command);
        yield return given is null
            ? $"A command is missing{(path.Length > 0 ? $" after '{path}'" : "")}. The commands are:"
            : $"'{given}' is not a command{(path.Length > 0 ? $" of '{path}'" : "")}"
                + $"{Names.DidYouMeanOrStop(given, known.Select(verb => verb.Name))} The commands are:";
        var width = known.Max(verb => verb.Name.Length);
        foreach (var verb in known)
            yield return $"  {verb.Name.PadRight(width)}  {Summary(verb)}";
        yield return $"Run '{TypedCommand.Of($"{path} COMMAND --help".TrimStart())}' for details.";
    }

    // Returns the first sentence of the description, because it fits into a line of 80 characters.
    private static string Summary(Command verb) => verb.Description!.Split(". ")[0].TrimEnd('.');
}
