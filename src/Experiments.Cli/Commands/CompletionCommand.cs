namespace Experiments.Cli.Commands;

/// <summary><c>experiments completion</c>: prints the completion script for a shell.</summary>
public static class CompletionCommand
{
    public static Command Create()
    {
        var shell = new Argument<string>("SHELL") { Description = $"One of {string.Join(", ", CompletionScript.Shells)}." };
        shell.CompletionSources.Add([.. CompletionScript.Shells]);
        var command = new Command("completion",
            "Print the completion script for a shell. It completes options, config files, and keys and values of --set.")
        {
            shell,
        };
        command.SetAction(parsed =>
        {
            var name = parsed.GetValue(shell)!;
            if (!CompletionScript.Shells.Contains(name))
                throw new InputException(
                    $"There is no completion script for '{name}'. Shells: "
                        + $"{string.Join(", ", CompletionScript.Shells)}{Names.DidYouMeanOrStop(name, CompletionScript.Shells)}");
            Console.Out.Write(CompletionScript.Of(name));
            return ExitCodes.Done;
        });
        return command;
    }
}
