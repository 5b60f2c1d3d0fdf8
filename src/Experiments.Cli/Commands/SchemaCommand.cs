using System.CommandLine;
using System.Text.Json;
using Experiments.Configuration;

namespace Experiments.Cli.Commands;

/// <summary><c>experiments schema</c>: the JSON Schema of config files, for editors.</summary>
public static class SchemaCommand
{
    private static readonly JsonSerializerOptions s_indented = new() { WriteIndented = true };

    /// <summary>Creates the verb.</summary>
    public static Command Create()
    {
        var output = new Option<string?>("--out") { Description = "Write to this file instead of standard output.", HelpName = "FILE" };
        var command = new Command("schema", "Print the JSON Schema of config files, so that an editor completes and checks them.") { output };
        command.SetAction(parsed =>
        {
            var schema = ConfigSchema.Generate().ToJsonString(s_indented);
            if (parsed.GetValue(output) is { } path)
                OutputFile.Write(path, schema + "\n");
            else
                Console.Out.WriteLine(schema);
            return ExitCodes.Done;
        });
        return command;
    }
}
