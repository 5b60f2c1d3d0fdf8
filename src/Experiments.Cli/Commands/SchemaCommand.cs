namespace Experiments.Cli.Commands;

public static class SchemaCommand
{
    public static Command Create()
    {
        var output = new Option<string?>("--out") { Description = "Write to this file instead of standard output.", HelpName = "FILE" };
        var sweep = new Option<bool>("--sweep") { Description = "Print the schema of sweep files." };
        var study = new Option<bool>("--study") { Description = "Print the schema of the claim.json of a study." };
        var language = LanguageOption.Create();
        output.CompletionSources.Add(Paths.Files);
        var command = new Command("schema", "Print the JSON Schema of config files. Editors use the schema to complete and check "
            + "configs.") { output,
            sweep, study, language };
        command.SetAction(parsed =>
        {
            var spoken = LanguageOption.Of(parsed, language);
            if (parsed.GetValue(sweep) && parsed.GetValue(study))
                throw new InputException("--sweep and --study exclude each other. Give one of them.");
            var text = parsed.GetValue(sweep) ? SweepSchema.Text(spoken)
                : parsed.GetValue(study) ? StudySchema.Text(spoken)
                : ConfigSchema.Text(spoken);
            if (parsed.GetValue(output) is { } path)
                OutputFile.Write(path, text);
            else
                Console.Out.Write(text);
            return ExitCodes.Done;
        });
        return command;
    }
}
