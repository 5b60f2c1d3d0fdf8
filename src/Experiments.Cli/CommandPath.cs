namespace Experiments.Cli;

/// <summary>Returns a command as typed after the program's name, such as <c>run</c> or <c>data fetch</c>; empty for the root
/// command.</summary>
public static class CommandPath
{
    public static string Of(Command command) =>
        command is RootCommand
            ? ""
            : $"{(command.Parents.OfType<Command>().FirstOrDefault() is { } above ? Of(above) : "")} {command.Name}".TrimStart();
}
