namespace Experiments.Cli;

/// <summary>A command as typed after the program's name: <c>run</c>, <c>data fetch</c>; empty for the program itself.</summary>
public static class CommandPath
{
    public static string Of(Command command) =>
        command is RootCommand
            ? ""
            : $"{(command.Parents.OfType<Command>().FirstOrDefault() is { } above ? Of(above) : "")} {command.Name}".TrimStart();
}
