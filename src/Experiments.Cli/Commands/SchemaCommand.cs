using System.CommandLine;
using Experiments.Configuration;

namespace Experiments.Cli.Commands;

/// <summary><c>experiments schema</c>: the JSON Schema of config files, for editors.</summary>
public static class SchemaCommand
{
    /// <summary>Creates the verb.</summary>
    public static Command Create()
    {
        var output = new Option<string?>("--out") { Description = "Write to this file instead of standard output.", HelpName = "FILE" };
        var command = new Command("schema", "Print the JSON Schema of config files, so that an editor completes and checks them.") { output };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(output) is { } path)
                OutputFile.Write(path, ConfigSchema.Text());
            else
                Console.Out.Write(ConfigSchema.Text());
            return ExitCodes.Done;
        });
        return command;
    }
}
