using TorchSharp;

namespace Experiments.Cli.Commands;

/// <summary><c>experiments new</c>: writes a new config with comments.</summary>
public static class NewCommand
{
    public static Command Create()
    {
        var name = new Argument<string?>("NAME") { Description = "Name of the experiment; by default the names of data set and model.",
            Arity = ArgumentArity.ZeroOrOne };
        var data = Row("data", "The data set", "digits");
        var model = Row("model", "The network", "mlp");
        var set = new Option<string[]>("--set")
        {
            Description = "Set one more key: KEY=JSON, such as model.hidden=[64,64]. May be given several times.",
            HelpName = "KEY=JSON",
            DefaultValueFactory = _ => [],
        };
        set.CompletionSources.Add(ConfigInput.SetKeys);
        var output = new Option<string?>("--out") { Description =
            "File to write; by default NAME.json. An existing file is never overwritten.", HelpName = "FILE" };
        var language = LanguageOption.Create();
        output.CompletionSources.Add(Paths.Files);
        var command = new Command("new",
            "Write a commented config to start from. The important keys are set; the others are comments with their defaults.") { name,
                data, model, set, output, language };
        command.SetAction(parsed =>
        {
            var request = new StarterRequest
            {
                Name = parsed.GetValue(name),
                Data = parsed.GetValue(data)!,
                Model = parsed.GetValue(model)!,
                Sets = parsed.GetValue(set) ?? [],
                Language = LanguageOption.Of(parsed, language),
            };
            Write(request, parsed.GetValue(output) ?? request.NameOrDefault + ".json");
            return ExitCodes.Done;
        });
        return command;
    }

    private static Option<string> Row(string noun, string what, string usual)
    {
        var option = new Option<string>($"--{noun}") { Description = $"{what}; '{TypedCommand.Of($"list {noun}")}' lists all.",
            HelpName = "KIND", DefaultValueFactory = _ => usual };
        option.CompletionSources.Add([.. Registries.All.Single(registry => registry.Noun == noun).Rows.Select(row => row.Name)]);
        return option;
    }

    private static void Write(StarterRequest request, string path)
    {
        if (File.Exists(path))
            throw new InputException(
                $"'{path}' exists and is not overwritten. Use another NAME or --out FILE.");
        request = request with { Schema = SchemaNear(path) };
        var starter = Starter.Create(request);
        if (RequireFit(starter.Config) is { Task: TaskKind.Regression } && starter.Config is { Data: CsvOptions, Loss: null or MseLoss })
            starter = Starter.Create(request with { IsRegression = true });
        OutputFile.Write(path, starter.Text);
        Console.Out.WriteLine($"{path}: {request.Model} on {request.Data}");
        Console.Out.WriteLine($"next: {TypedCommand.Of($"check {ShellText.Word(path)}")}");
    }

    // Rejects a model that does not fit the data set. Returns the data's description. Returns null if the data's files are missing; the
    // command 'check' then reports them.
    private static DataDescription? RequireFit(ExperimentConfig config)
    {
        try
        {
            var description = config.Data.Describe(new DataContext(DataRoots.Default(null), torch.CPU, torch.float32));
            TrainingPlan.Check(config, description);
            using var scope = torch.NewDisposeScope();
            Initializer.Build(config.Model, new ModelShape(description.InputShape, description.Outputs), config.Init,
                config.Seed, predictor: InputTheory.For(description.InputShape)).Model.Dispose();
            return description;
        }
        catch (MissingException)
        {
            return null;
        }
    }

    // Returns the path of a schema relative to the config file, as editors need it. The schema is searched beside the file and in the
    // folders 'configs' above it.
    private static string? SchemaNear(string path)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        if (File.Exists(Path.Combine(folder, "schema.json")))
            return "schema.json";
        for (var above = folder; above is not null; above = Path.GetDirectoryName(above))
        {
            var schema = Path.Combine(above, "configs", "schema.json");
            if (File.Exists(schema))
                return Path.GetRelativePath(folder, schema).Replace('\\', '/');
        }
        return null;
    }
}
