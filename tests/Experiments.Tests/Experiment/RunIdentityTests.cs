using System.Security.Cryptography;

namespace Experiments.Tests.Experiment;

public sealed class RunIdentityTests : IDisposable
{
    private const string Base =
        """{"name": "a", "data": {"kind": "digits"}, "model": {"kind": "mlp", "hidden": [32]}, "optimizer": {"kind": "sgd", "lr": 0.1}}""";

    private static readonly DataDescription Digits = new(TaskKind.Classification, [1, 8, 8], 10, [],
        [new DataFile("data/digits.csv.gz", new string('a', 64))]);

    private readonly ConfigFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_identity_is_the_digest_of_exactly_these_bytes()
    {
        const string bytes =
            """{"config":{"data":{"kind":"digits"},"model":{"hidden":[32],"kind":"mlp"},"optimizer":{"kind":"sgd","lr":0.1}},"data_files":["aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"],"device":"cpu","identity_version":1,"threads":1}""";

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(bytes))), Of(Base));
    }

    [Theory]
    // The keys are in another order.
    [InlineData("""{"optimizer": {"lr": 0.1, "kind": "sgd"}, "model": {"hidden": [32], "kind": "mlp"}, "data": """
        + """{"kind": "digits"}, "name": "a"}""")]
    // The number is written as 0.10, "digits" is a short form, and the optimizer's kind is implied.
    [InlineData("""{"name": "a", "data": "digits", "model": {"kind": "mlp", "hidden": [32]}, "optimizer": {"lr": 0.10}}""")]
    // Keys with their default values are written out.
    [InlineData("""{"name": "a", "data": "digits", "model": {"kind": "mlp", "hidden": [32]}, "optimizer": {"kind": "sgd", "lr": """
        + """1e-1, "momentum": 0}, "precision": "float32", "threads": 1}""")]
    // Other keys have no effect on results.
    [InlineData("""{"name": "other", "data": "digits", "model": {"kind": "mlp", "hidden": [32]}, "optimizer": {"lr": 0.1}, "output": """
        + """{"root": "elsewhere"}, "Serilog": {"MinimumLevel": "Debug"}, "$schema": "x.json"}""")]
    // The seed is recorded separately, and the device is the device that the run uses.
    [InlineData("""{"name": "a", "seed": 7, "device": "cpu", "data": "digits", "model": {"kind": "mlp", "hidden": [32]}, "optimizer": """
        + """{"lr": 0.1}}""")]
    public void Two_ways_to_say_the_same_have_the_same_identity(string text) => Assert.Equal(Of(Base), Of(text));

    [Fact]
    public void The_layer_in_which_a_value_is_set_does_not_matter()
    {
        _folder.Write("base.json", """{"data": "digits", "optimizer": {"lr": 0.5}}""");

        Assert.Equal(Of(Base), Of("""{"extends": "base.json", "name": "a", "model": {"kind": "mlp", "hidden": [8]}}""", "optimizer.lr=0.1",
            "model.hidden=[32]"));
    }

    [Theory]
    [InlineData("optimizer.lr=0.2")]
    [InlineData("optimizer.kind=adam")]
    [InlineData("model.hidden=[32,32]")]
    [InlineData("model.activation=tanh")]
    [InlineData("init.weight=lecun_normal")]
    [InlineData("init.rules=[{\"bias\": \"zeros\"}]")]
    [InlineData("data.batch_size=64")]
    [InlineData("data.limit=100")]
    [InlineData("precision=float64")]
    [InlineData("threads=2")]
    [InlineData("training.epochs=3")]
    public void A_value_that_can_change_a_result_changes_the_identity(string set) => Assert.NotEqual(Of(Base), Of(Base, set));

    [Fact]
    public void The_device_and_the_content_of_the_data_files_count_but_their_paths_do_not()
    {
        var config = Resolve(Base);
        var moved = Digits with { Files = [new DataFile("/elsewhere/digits.csv.gz", new string('A', 64))] };
        var changed = Digits with { Files = [new DataFile("data/digits.csv.gz", new string('b', 64))] };

        Assert.Equal(RunIdentity.Of(config, Digits, "cpu"), RunIdentity.Of(config, moved, "cpu"));
        Assert.NotEqual(RunIdentity.Of(config, Digits, "cpu"), RunIdentity.Of(config, changed, "cpu"));
        Assert.NotEqual(RunIdentity.Of(config, Digits, "cpu"), RunIdentity.Of(config, Digits, "cuda"));
    }

    [Fact]
    public void A_file_that_is_read_otherwise_than_before_makes_another_run()
    {
        var config = Resolve(Base);
        var read = Digits with { Files = [Digits.Files[0] with { Reading = ["'n/a' is missing"] }] };

        Assert.NotEqual(RunIdentity.Of(config, Digits, "cpu"), RunIdentity.Of(config, read, "cpu"));
        Assert.Equal("""["'n/a' is missing"]""", CanonicalJson.Serialize(RunIdentity.Values(config.Config, read, "cpu")["data_reading"]));
    }

    [Fact]
    public void The_content_of_a_weights_file_counts_but_its_path_does_not()
    {
        var (one, same, other) = (_folder.Write("one.bin", "w"), _folder.Write("same.bin", "w"), _folder.Write("other.bin", "x"));
        string With(string path) =>
            Of(Base, $$"""init.weight={"scheme": "from_file", "path": {{JsonValue.Create(path).ToJsonString()}}}""");

        Assert.Equal(With(one), With(same));
        Assert.NotEqual(With(one), With(other));
        Assert.Contains("can't be read", Assert.Throws<InputException>(() => With(_folder.PathOf("none.bin"))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_that_is_added_later_leaves_the_identity_alone_while_it_is_at_its_default()
    {
        var before = new IdentityWriter(new OptionCatalog(typeof(Before), [])).Write(new Before { Lr = 0.5 });
        var after = new IdentityWriter(new OptionCatalog(typeof(After), []));

        Assert.Equal(CanonicalJson.Serialize(before), CanonicalJson.Serialize(after.Write(new After { Lr = 0.5 })));
        Assert.NotEqual(CanonicalJson.Serialize(before), CanonicalJson.Serialize(after.Write(new After { Lr = 0.5, Added = 1 })));
    }

    // If a default changes, an existing config gets another meaning. This list of all defaults shows the changes. Update the list with
    // EXPERIMENTS_UPDATE_GOLDEN=1, and increase RunIdentity.Version if a line changed or was removed.
    [Fact]
    public void No_default_changes_without_a_new_identity_version()
    {
        var now = Defaults().ToList();
        var recorded = Golden.Lines("Experiment/identity-defaults.txt", [$"version {RunIdentity.Version}", .. now]);

        Assert.Equal($"version {RunIdentity.Version}", recorded[0]);
        Assert.Empty(recorded.Skip(1).Except(now));
    }

    private static IEnumerable<string> Defaults() => Registries.All
        .SelectMany(registry => registry.Rows.Select(row => (Section: $"{registry.Noun} {row.Name}", row.OptionsType)))
        .Prepend(("config", typeof(ExperimentConfig)))
        .SelectMany(section => Defaults(section.Item1, section.Item2));

    private static IEnumerable<string> Defaults(string section, Type type)
    {
        var (writer, defaults) = (new OptionWriter(ExperimentCatalog.Instance), OptionCatalog.Fresh(type));
        foreach (var key in ExperimentCatalog.Instance.Keys(type).Where(key => key.Option.AffectsResult && key.Name != "seed"))
        {
            if (key.Slot.Shape is OptionType.Record record)
            {
                foreach (var line in Defaults($"{section}.{key.Name}", record.Type))
                    yield return line;
            }
            else
            {
                var value = key.ValueIn(defaults);
                var written = value is not null && key.Slot.Shape is OptionType.Choice choice
                    ? choice.RowOf(value).Name
                    : CanonicalJson.Serialize(writer.Write(value, key.Slot.Shape));
                yield return $"{section}.{key.Name} = {(key.Option.Required ? "required" : written)}";
            }
        }
    }

    private string Of(string text, params string[] sets) => RunIdentity.Of(Resolve(text, sets), Digits, "cpu");

    private ResolvedConfig Resolve(string text, params string[] sets) => ConfigReader.Read(_folder.Write("config.json", text), sets);

    private sealed record Before
    {
        [Option("lr", "A rate.")]
        public double Lr { get; init; } = 0.1;
    }

    private sealed record After
    {
        [Option("lr", "A rate.")]
        public double Lr { get; init; } = 0.1;

        [Option("added", "A new key.")]
        public int Added { get; init; } = 3;
    }
}
