using System.Reflection;

namespace Experiments.Tests.Options;

/// <summary>Tests that the text files of all languages have the same keys, and that the code contains no Chinese.</summary>
public partial class TextsTests
{
    // Code that handles Han characters.
    private static readonly string[] s_aboutHan = ["Experiment/Starting/ColumnWidth.cs"];

    // Keys whose English sentence depends on the runs, but whose Chinese sentence is general.
    private static readonly string[] s_ownSentence = ["methods.mixed"];

    private static readonly Texts s_english = Texts.Of(Language.English);
    private static readonly Texts s_chinese = Texts.Of(Language.Chinese);

    private static readonly List<PropertyInfo> s_options = [.. typeof(OptionAttribute).Assembly.GetTypes()
        .SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
        .Where(property => property.IsDefined(typeof(OptionAttribute), inherit: false))];

    private static IEnumerable<string> OptionKeys => s_options.Select(KeyOf);

    private static IEnumerable<string> PatternKeys => s_options
        .Where(property => property.GetCustomAttribute<OptionAttribute>()!.PatternInWords.Length > 0)
        .Select(property => $"{KeyOf(property)}.pattern");

    private static IEnumerable<string> RowKeys => Registries.All
        .SelectMany(registry => registry.Rows.Select(row => $"rows.{registry.Noun}.{row.Name}"));

    private static IEnumerable<string> NameKeys => LayerNames.Meanings.Select(name => $"names.{name.Name}");

    private static IEnumerable<string> MetricKeys => MetricRegistry.All.Select(metric => $"metrics.{metric.Name}");

    [Fact]
    public void Every_option_and_row_and_phrase_is_in_Chinese_and_nothing_else_is()
    {
        string[] wanted = [.. s_english.Keys, .. OptionKeys, .. PatternKeys, .. RowKeys, .. NameKeys, .. MetricKeys];
        Assert.Empty(wanted.Except(s_chinese.Keys));
        Assert.Empty(s_chinese.Keys.Except(wanted));
    }

    [Fact]
    public void An_option_or_row_is_a_sentence_in_Chinese() =>
        Assert.All(OptionKeys.Concat(RowKeys).Concat(MetricKeys), key => Assert.Matches(@"[\u4e00-\u9fff].*。$", s_chinese[key]));

    [Fact]
    public void A_pattern_or_name_is_in_Chinese() =>
        Assert.All(PatternKeys.Concat(NameKeys), key => Assert.Matches("[\u4e00-\u9fff]|、| 或 ", s_chinese[key]));

    [Fact]
    public void Types_with_options_have_names_of_their_own() =>
        Assert.Equal(OptionKeys.Count(), OptionKeys.Distinct().Count());

    [Fact]
    public void Every_phrase_is_used()
    {
        var code = string.Concat(SourceFiles().Select(File.ReadAllText));
        Assert.All(s_english.Keys, key => Assert.Contains($"\"{key}\"", code, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_value_of_an_English_phrase_is_in_the_Chinese_one() =>
        Assert.All(s_english.Keys.Except(s_ownSentence), key => Assert.Equal(Placeholders(s_english[key]), Placeholders(s_chinese[key])));

    [Fact]
    public void No_code_has_a_Han_character_but_code_about_them() => Assert.Equal(
        s_aboutHan,
        SourceFiles().Where(file => Han().IsMatch(File.ReadAllText(file)))
            .Select(file => Path.GetRelativePath(Repository.PathOf("src", "Experiments"), file).Replace('\\', '/')));

    [Fact]
    public void A_text_of_several_lines_is_one_text() =>
        Assert.StartsWith("# Config reference\n\n[", s_english["reference.introduction"], StringComparison.Ordinal);

    [Fact]
    public void A_value_is_put_in_its_place() => Assert.Equal("1 到 2 个", s_chinese.Format("values.between", 1, 2));

    [Theory]
    [InlineData(Language.English, "en")]
    [InlineData(Language.Chinese, "zh-CN")]
    public void A_key_without_a_text_is_named_with_its_language(Language language, string tag)
    {
        var missing = Assert.Throws<ArgumentException>(() => Texts.Of(language)["no.such"]);
        Assert.Contains($"'no.such' has no text in {tag}", missing.Message, StringComparison.Ordinal);
        Assert.Null(Texts.Of(language).Find("no.such"));
    }

    [Fact]
    public void An_option_and_a_row_without_a_Chinese_text_are_said_in_English()
    {
        var count = Toy.Catalog.Key(typeof(ToyConfig), "count")!;
        Assert.Equal("How many.", ConfigText.In(Language.Chinese).Summary(count));
        Assert.Equal("Round.", Toy.Shapes.Rows[0].SummaryIn(Language.Chinese));
        Assert.Equal("lower-case letters", Wording.Expected(Toy.Catalog.Key(typeof(ToyConfig), "name")!.Slot, Language.Chinese));
    }

    [Fact]
    public void An_inherited_option_has_the_text_of_the_type_that_declares_it()
    {
        var catalog = ExperimentCatalog.Instance;
        Assert.Equal("options.DataOptions.BatchSize", catalog.Key(typeof(DigitsOptions), "batch_size")!.Slot.TextKey);
        // DigitsOptions overrides its property without a text, and AmesOptions overrides its property with a text.
        Assert.Equal("options.ImageOptions.Validation", catalog.Key(typeof(DigitsOptions), "validation")!.Slot.TextKey);
        Assert.Equal("options.AmesOptions.Path", catalog.Key(typeof(AmesOptions), "path")!.Slot.TextKey);
    }

    private static string KeyOf(PropertyInfo property) => $"options.{property.DeclaringType!.Name}.{property.Name}";

    private static IEnumerable<string> SourceFiles() => Directory
        .EnumerateFiles(Repository.PathOf("src"), "*.cs", SearchOption.AllDirectories)
        .Where(file => !file.Split(Path.DirectorySeparatorChar).Intersect(["bin", "obj"]).Any());

    private static List<string> Placeholders(string text) =>
        [.. Placeholder().Matches(text).Select(match => match.Value).Distinct().Order()];

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Placeholder();

    // Characters and punctuation, of half and full width.
    [GeneratedRegex(@"[\u3001-\u303f\u3400-\u9fff\uff01-\uff5e]")]
    private static partial Regex Han();
}
