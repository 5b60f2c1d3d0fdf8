using System.CommandLine;
using Experiments.Cli.Completion;
using Experiments.Configuration;

namespace Experiments.Cli.Commands;

/// <summary><c>experiments schema</c>: the JSON Schema of config files, for editors.</summary>
public static class SchemaCommand
{
    /// <summary>Creates the verb.</summary>
    public static Command Create()
    {
        var output = new Option<string?>("--out") { Description = "Write to this file instead of standard output.", HelpName = "FILE" };
        var language = LanguageOption.Create();
        output.CompletionSources.Add(Paths.Files);
        var command = new Command("schema", "Print the JSON Schema of config files, so that an editor completes and checks them.") { output, language };
        command.SetAction(parsed =>
        {
            var text = ConfigSchema.Text(LanguageOption.Of(parsed, language));
            if (parsed.GetValue(output) is { } path)
                OutputFile.Write(path, text);
            else
                Console.Out.Write(text);
            return ExitCodes.Done;
        });
        return command;
    }
}
