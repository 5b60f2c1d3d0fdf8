namespace Experiments.Tests.Experiment;

/// <summary>Tests rules that every options type and every row of every registry must obey.</summary>
public sealed class OptionConformanceTests : IDisposable
{
    private readonly ConfigFolder _folder = new();

    public static TheoryData<string, string> Rows
    {
        get
        {
            var rows = new TheoryData<string, string>();
            foreach (var registry in Registries.All)
            {
                foreach (var row in registry.Rows)
                    rows.Add(registry.Noun, row.Name);
            }
            return rows;
        }
    }

    public static TheoryData<int> Rounds => [.. Enumerable.Range(0, ProductSamples.Configs().Count())];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_registry_has_rows() => Assert.All(Registries.All, registry => Assert.NotEmpty(registry.Rows));

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_row_survives_writing_and_binding_with_all_its_keys(string noun, string name)
    {
        var (registry, row) = Find(noun, name);
        var document = ProductSamples.Row(registry, row);
        var wrapped = new JsonObject { ["section"] = document.DeepClone() };

        var options = new OptionBinder(ExperimentCatalog.Instance).Bind(wrapped["section"]!.AsObject(), row.OptionsType);
        var written = new OptionWriter(ExperimentCatalog.Instance).Write(options, new OptionType.Choice(registry));

        Assert.Equal(CanonicalJson.Serialize(document), CanonicalJson.Serialize(written));
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Every_key_of_a_row_is_documented_and_well_formed(string noun, string name)
    {
        var (registry, row) = Find(noun, name);
        Assert.Matches(@"^[a-z][a-z0-9_]*$", row.Name);
        Assert.Matches(@"^.+\.$", row.Summary);
        Assert.DoesNotContain(ExperimentCatalog.Instance.KeyNames(row.OptionsType), key => key == registry.Discriminator);
        Assert.All(AllKeys(row.OptionsType), AssertWellFormed);
    }

    [Fact]
    public void Every_key_outside_the_registries_is_documented_and_well_formed() =>
        Assert.All(AllKeys(typeof(ExperimentConfig)), AssertWellFormed);

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_row_and_each_of_its_keys_are_documented_in_Chinese(string noun, string name)
    {
        var (_, row) = Find(noun, name);

        var lacking = AllKeys(row.OptionsType).Where(key => !IsChinese(InChinese(key))).Select(key => $"{noun}.{name}.{key.Name}");
        if (!IsChinese(row.SummaryIn(Language.Chinese)))
            lacking = lacking.Prepend($"{noun}.{name}");

        Assert.True(!lacking.Any(), $"Chinese text that ends with '。' is missing for {string.Join(", ", lacking)}.");
    }

    [Fact]
    public void Every_key_outside_the_registries_is_documented_in_Chinese()
    {
        var lacking = AllKeys(typeof(ExperimentConfig)).Where(key => !IsChinese(InChinese(key))).Select(key => key.Name).ToList();

        Assert.True(lacking.Count == 0, $"Chinese text that ends with '。' is missing for {string.Join(", ", lacking)}.");
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("Learning rate.", false)]
    [InlineData("Learning rate。", false)]
    [InlineData("学习率", false)]
    [InlineData("学习率 η。", true)]
    public void Chinese_text_is_told_by_its_Han_characters_and_its_full_stop(string text, bool chinese) =>
        Assert.Equal(chinese, IsChinese(text));

    [Theory]
    [MemberData(nameof(Rounds))]
    public void A_complete_config_is_resolved_to_itself(int round)
    {
        var config = ProductSamples.Configs().ElementAt(round);

        var once = ConfigReader.Read(_folder.Write("once.json", config.ToJsonString()), []);
        var twice = ConfigReader.Read(_folder.Write("twice.json", CanonicalJson.Serialize(once.Document)), []);

        Assert.Equal(CanonicalJson.Serialize(once.Document), CanonicalJson.Serialize(twice.Document));
        var written = new OptionWriter(ExperimentCatalog.Instance).Write(twice.Config, new OptionType.Record(typeof(ExperimentConfig)));
        Assert.Equal(CanonicalJson.Serialize(once.Document), CanonicalJson.Serialize(written));
    }

    private static (IRegistry, RegistryRow) Find(string noun, string name)
    {
        var registry = Registries.All.Single(candidate => candidate.Noun == noun);
        return (registry, registry.Rows.Single(row => row.Name == name));
    }

    private static IEnumerable<OptionKey> AllKeys(Type type) => ExperimentCatalog.Instance.Keys(type)
        .SelectMany(key => (key.Slot.Element ?? key.Slot).Shape is OptionType.Record record ? AllKeys(record.Type).Prepend(key) : [key]);

    private static string InChinese(OptionKey key) => ConfigText.In(Language.Chinese).Summary(key);

    private static bool IsChinese(string text) => Regex.IsMatch(text, @"[\u4e00-\u9fff].*。$");

    private static void AssertWellFormed(OptionKey key)
    {
        Assert.Matches("^[a-z][a-z0-9_]*$", key.Name);
        Assert.Matches(@"^.+\.$", key.Option.Summary);
        Assert.True(key.Option.Minimum <= key.Option.Maximum, $"{key.Name} has an empty range.");
        Assert.True(key.Option.Allowed.Length == 0 || (key.Slot.Element ?? key.Slot).Shape is OptionType.Text,
            $"{key.Name} has words but is not a text.");
        Assert.True(key.Option.Allowed.Length == 0 || key.Option.Pattern.Length == 0, $"{key.Name} has both words and a pattern.");
        _ = new Regex(key.Option.Pattern, RegexOptions.ECMAScript); // The schema uses the pattern with these options.
        _ = new Regex(key.Option.Pattern, RegexOptions.NonBacktracking); // The config reader uses these options.
    }
}
