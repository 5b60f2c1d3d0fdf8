namespace Experiments.Tests.Experiment;

public class ReferenceTests
{
    private static readonly Slot Anything = new(new OptionType.Number(), new OptionAttribute("x", "X."), Nullable: false);

    [Theory]
    [InlineData(Language.English, "docs/config.md")]
    [InlineData(Language.Chinese, "docs/config.zh-CN.md")]
    public void The_documented_reference_is_what_the_options_say(Language language, string path) =>
        Golden.Equal(path, Reference.Markdown(language));

    [Theory]
    [InlineData(Language.English)]
    [InlineData(Language.Chinese)]
    public void Every_row_and_every_key_of_it_stands_in_the_reference(Language language)
    {
        var text = Reference.Markdown(language);

        foreach (var row in Registries.All.SelectMany(registry => registry.Rows))
        {
            var summary = row.SummaryIn(language);
            Assert.Contains($"\n### `{row.Name}`\n\n{summary}\n", text, StringComparison.Ordinal);
            Assert.All(ExperimentCatalog.Instance.Keys(row.OptionsType),
                key => Assert.Contains($"\n| `{key.Name}`", text, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Every_key_of_an_object_within_a_row_stands_in_the_reference_too()
    {
        var text = Reference.Markdown(Language.English);
        var inner = Registries.All.SelectMany(registry => registry.Rows).SelectMany(row => ExperimentCatalog.Instance.Keys(row.OptionsType))
            .Select(key => (key.Slot.Element ?? key.Slot).Shape).OfType<OptionType.Record>()
            .SelectMany(record => ExperimentCatalog.Instance.Keys(record.Type)).ToList();

        Assert.NotEmpty(inner);
        Assert.All(inner, key => Assert.Contains($"\n| `{key.Name}` | ", text, StringComparison.Ordinal));
        Assert.Contains("\n## data.augment\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_references_have_the_same_sections_and_the_same_keys_in_the_same_order() =>
        Assert.Equal(Skeleton(Reference.Markdown(Language.English)), Skeleton(Reference.Markdown(Language.Chinese)));

    [Theory]
    [InlineData(double.NegativeInfinity, double.PositiveInfinity, false, false, "数")]
    [InlineData(0, double.PositiveInfinity, true, false, "大于 0 的数")]
    [InlineData(0, double.PositiveInfinity, false, false, "不小于 0 的数")]
    [InlineData(double.NegativeInfinity, 1.5, false, true, "小于 1.5 的数")]
    [InlineData(double.NegativeInfinity, 1.5, false, false, "不大于 1.5 的数")]
    [InlineData(0, 1, false, false, "0 到 1 的数")]
    [InlineData(0, 1, true, true, "大于 0 且小于 1 的数")]
    [InlineData(0, 1, true, false, "大于 0 且不大于 1 的数")]
    [InlineData(0, 1, false, true, "不小于 0 且小于 1 的数")]
    public void A_range_is_said_in_Chinese(double least, double most, bool above, bool below, string said) =>
        Assert.Equal(said, Said(
            Anything with { Option = new OptionAttribute("x", "X.") { Minimum = least, Maximum = most, ExclusiveMinimum = above,
                ExclusiveMaximum = below } }));

    [Fact]
    public void Every_shape_is_said_in_Chinese()
    {
        var words = new OptionAttribute("x", "X.") { Allowed = ["a", "b", "c"] };
        var pair = new OptionAttribute("x", "X.") { MinimumLength = 2, MaximumLength = 2, Minimum = 1 };

        Assert.Equal("a、b 或 c", Said(new Slot(new OptionType.Text(), words, Nullable: false)));
        Assert.Equal("a、b、c 或 null", Said(new Slot(new OptionType.Text(), words, Nullable: true)));
        Assert.Equal("文本或 null", Said(new Slot(new OptionType.Text(), Anything.Option, Nullable: true)));
        Assert.Equal("true 或 false", Said(new Slot(new OptionType.Boolean(), Anything.Option, Nullable: false)));
        Assert.Equal("2 个整数的列表（每个不小于 1）",
            Said(new Slot(new OptionType.List(new OptionType.Integer(typeof(int)), typeof(int)), pair, Nullable: false)));
    }

    private static string Said(Slot slot) =>
        ConfigText.In(Language.Chinese).Value(new OptionKey(typeof(string).GetProperty(nameof(string.Length))!, slot));

    // Returns the structure of a page: the level of each heading, and the key of each table row.
    private static List<string> Skeleton(string text) => [.. text.Split('\n')
        .Where(line => line.StartsWith('#') || line.StartsWith("| `", StringComparison.Ordinal))
        .Select(line => line.StartsWith('#') ? line[..line.IndexOf(' ', StringComparison.Ordinal)] : line[..line.IndexOf('|', 2)])];
}
