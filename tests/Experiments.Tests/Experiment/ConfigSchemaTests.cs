using Xunit.Abstractions;

namespace Experiments.Tests.Experiment;

public sealed class ConfigSchemaTests(ITestOutputHelper output) : IDisposable
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    private static readonly string Interpreter = Environment.GetEnvironmentVariable("EXPERIMENTS_PYTHON") ?? "/usr/bin/python3";

    private static readonly JsonObject Schema = ConfigSchema.Generate(Language.English);

    private static readonly SchemaValidator Validator = new(Schema);

    private readonly ConfigFolder _folder = new();

    public static TheoryData<string> ReadyConfigs => [.. Ready().DefaultIfEmpty("")];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_schema_beside_the_configs_is_the_one_that_the_options_give() =>
        Golden.Equal("configs/schema.json", ConfigSchema.Text(Language.English));

    [Fact]
    public void The_schema_beside_the_sweeps_is_the_one_that_the_types_give() =>
        Golden.Equal("experiments/sweep.schema.json", SweepSchema.Text(Language.English));

    [Fact]
    public void Every_complete_config_is_an_instance()
    {
        foreach (var config in ProductSamples.Configs())
        {
            var resolved = ConfigReader.Read(_folder.Write("config.json", config.ToJsonString()), []);

            Assert.True(Validator.Accepts(config), config.ToJsonString());
            Assert.True(Validator.Accepts(JsonNode.Parse(CanonicalJson.Serialize(resolved.Document))), resolved.Document.ToJsonString());
        }
    }

    [SkippableTheory]
    [MemberData(nameof(ReadyConfigs))]
    public void Every_ready_config_is_an_instance(string path)
    {
        Skip.If(path.Length == 0, "The repository has no configs yet.");

        Assert.True(Validator.Accepts(JsonNode.Parse(File.ReadAllText(Repository.PathOf(path)), documentOptions: Lenient)), path);
    }

    [Fact]
    public void Every_mutation_that_a_schema_can_see_is_refused()
    {
        var mutator = new Mutator(ExperimentCatalog.Instance, new Random(20260102));
        var visible = ProductSamples.Configs().SelectMany(mutator.Mutations).Where(mutation => mutation.InSchema).ToList();

        var accepted = visible.Where(mutation => Validator.Accepts(JsonNode.Parse(mutation.Text))).ToList();

        output.WriteLine($"{visible.Count} mutated configs.");
        Assert.True(accepted.Count == 0, string.Join('\n', accepted.Take(10).Select(mutation => $"{mutation.Kind}, {mutation.Named}")));
        Assert.True(visible.Count > 2000, "Too few mutations for a meaningful test.");
    }

    [Theory]
    [InlineData("""{"optimizer": {"lr": 0.2}}""")] // another file sets the kind
    [InlineData("""{"$schema": "schema.json", "extends": "base.json"}""")]
    [InlineData("""{"extends": ["a.json", "b.json"], "Serilog": {"MinimumLevel": "Debug"}}""")]
    [InlineData("""{"model": "softmax_regression", "init": {"weight": "auto"}}""")]
    public void A_file_that_is_one_layer_of_several_is_an_instance(string text) => Assert.True(Validator.Accepts(JsonNode.Parse(text)));

    [Fact]
    public void Every_row_is_a_branch_with_its_discriminator_its_summary_and_its_defaults()
    {
        foreach (var registry in Registries.All)
        {
            foreach (var row in registry.Rows)
            {
                var branch = Schema["$defs"]![$"{registry.Noun}.{row.Name}"]!;
                Assert.Equal(row.Name, branch["properties"]![registry.Discriminator]!["const"]!.GetValue<string>());
                Assert.Equal(row.Summary, branch["description"]!.GetValue<string>());
                Assert.All(
                    ExperimentCatalog.Instance.Keys(row.OptionsType).Where(key => !key.Option.Required),
                    key => Assert.True(branch["properties"]![key.Name]!.AsObject().ContainsKey("default"), $"{row.Name}.{key.Name}"));
            }
        }
    }

    [Fact]
    public void The_schema_in_Chinese_differs_in_nothing_but_what_it_says_to_people()
    {
        var chinese = ConfigSchema.Generate(Language.Chinese);

        Assert.Contains(Descriptions(chinese), text => text.Contains("学习率", StringComparison.Ordinal));
        Assert.Equal(Descriptions(Schema).Count(), Descriptions(chinese).Count());
        Assert.Equal(WithoutDescriptions(Schema), WithoutDescriptions(chinese));
    }

    [SkippableFact]
    public void Another_implementation_finds_the_schema_valid_and_agrees_about_the_samples()
    {
        Skip.IfNot(File.Exists(Interpreter) && Python("import jsonschema").Code == 0, "python3-jsonschema is not installed.");
        _folder.Write("schema.json", Schema.ToJsonString());
        _folder.Write("good.json", new JsonArray([.. ProductSamples.Configs()]).ToJsonString());
        var mutator = new Mutator(ExperimentCatalog.Instance, new Random(20260103));
        var bad = ProductSamples.Configs().SelectMany(mutator.Mutations).Where(mutation => mutation.InSchema).Where((_, i) => i % 20 == 0);
        _folder.Write("bad.json", new JsonArray([.. bad.Select(mutation => JsonNode.Parse(mutation.Text))]).ToJsonString());

        var (code, said) = Python(
            $"""
            import json, jsonschema
            schema, good, bad = (json.load(open('{_folder.Root}/' + name)) for name in ('schema.json', 'good.json', 'bad.json'))
            jsonschema.Draft202012Validator.check_schema(schema)
            validator = jsonschema.Draft202012Validator(schema)
            assert len(good) > 5 and all(validator.is_valid(one) for one in good)
            assert len(bad) > 100
            for one in bad:
                assert not validator.is_valid(one), one
            """);

        Assert.True(code == 0, said);
    }

    private static IEnumerable<string> Descriptions(JsonNode? node) => node switch
    {
        JsonObject all => all.SelectMany(
            pair => pair.Key == "description" && pair.Value is JsonValue text ? [text.GetValue<string>()] : Descriptions(pair.Value)),
        JsonArray list => list.SelectMany(Descriptions),
        _ => [],
    };

    private static string WithoutDescriptions(JsonNode? node) => node switch
    {
        JsonObject all => "{" + string.Join(',', all
            .Where(pair => pair.Key != "description" || pair.Value is JsonObject)
            .Select(pair => $"{pair.Key}:{WithoutDescriptions(pair.Value)}")) + "}",
        JsonArray list => $"[{string.Join(',', list.Select(WithoutDescriptions))}]",
        _ => node?.ToJsonString() ?? "null",
    };

    private static IEnumerable<string> Ready() =>
        Directory.EnumerateFiles(Repository.PathOf("configs"), "*.json", SearchOption.AllDirectories)
            .Where(file => Path.GetFileName(file) != "schema.json")
            .Select(file => Path.GetRelativePath(Repository.Root, file))
            .Order(StringComparer.Ordinal);

    private static (int Code, string Said) Python(string program)
    {
        var start = new ProcessStartInfo(Interpreter) { RedirectStandardError = true, RedirectStandardOutput = true };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(program);
        using var process = Process.Start(start)!;
        var said = process.StandardError.ReadToEnd() + process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, said);
    }
}
