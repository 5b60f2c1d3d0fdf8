namespace Experiments.Cli.Tests.Documentation;

/// <summary>Keeps <see cref="HardPhrases"/> out of comments, messages and pages.</summary>
public partial class PlainTextTests
{
    private static readonly string[] s_code = ["src", "tests", "benchmarks", "tools"];
    private static readonly string[] s_english = ["CHANGELOG.md", "benchmarks/README.md", "src/Experiments/Texts/en.json"];

    // These two files contain the phrases on purpose.
    private static readonly string[] s_lists = [$"{nameof(HardPhrases)}.cs", $"{nameof(PlainTextTests)}.cs"];

    [Fact]
    public void English_comments_messages_and_pages_have_no_hard_phrase()
    {
        var pages = MarkdownPage.All.Where(path => !path.Contains("zh-CN", StringComparison.Ordinal)).Concat(s_english);
        AssertNone([.. Sources().Concat(pages).SelectMany(path => Hits(path, HardPhrases.English))]);
    }

    [Fact]
    public void Chinese_pages_and_texts_have_no_hard_phrase()
    {
        var pages = MarkdownPage.All.Where(path => path.Contains("zh-CN", StringComparison.Ordinal));
        AssertNone([.. pages.Append("src/Experiments/Texts/zh-CN.json").SelectMany(path => Hits(path, HardPhrases.Chinese))]);
    }

    [Theory]
    [InlineData("// A run that is gone on\n// with is not over.", "continue, resume")]
    [InlineData("var text = $\"It hangs \"\n    + $\"on the seed {seed}.\";", "depends on")]
    [InlineData("/// <returns>Null where each cell trains alone.</returns>", "null if")]
    public void A_planted_phrase_is_found_with_its_replacement(string code, string instead) =>
        Assert.EndsWith($"write {instead}", Assert.Single(HardPhrases.English.SelectMany(row => row.In(OfCode(code)))),
            StringComparison.Ordinal);

    [Fact]
    public void Code_outside_comments_and_strings_is_not_read() =>
        Assert.Equal("fixed", OfCode("var mend = bears; // fixed"));

    private static void AssertNone(IReadOnlyList<string> hits) =>
        Assert.True(hits.Count == 0, $"Write these texts in plain words:\n{string.Join('\n', hits)}");

    private static IEnumerable<string> Sources() => s_code
        .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Cli.Root, folder), "*.cs", SearchOption.AllDirectories))
        .Where(path => !s_lists.Contains(Path.GetFileName(path)))
        .Select(path => Path.GetRelativePath(Cli.Root, path).Replace('\\', '/')).Order(StringComparer.Ordinal);

    private static IEnumerable<string> Hits(string path, IReadOnlyList<HardPhrases.Row> rows)
    {
        var content = File.ReadAllText(Path.Combine(Cli.Root, path));
        var text = path.EndsWith(".cs", StringComparison.Ordinal) ? OfCode(content) : Blanks().Replace(content, " ");
        return rows.SelectMany(row => row.In(text)).Select(hit => $"{path}: {hit}");
    }

    // Joins comments and strings, because a phrase may continue on the next line.
    private static string OfCode(string code) =>
        Blanks().Replace(string.Join(' ', Token().Matches(code).Select(match => match.Value.Trim('/', '$', '@', '"', ' '))), " ");

    // Matches raw strings, other strings, characters and comments. Characters are matched because '"' does not begin a string.
    [GeneratedRegex(""""
        "{3}[\s\S]*?"{3}|@\$?"(?:[^"]|"")*"|\$?"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])'|//[^\n]*
        """")]
    private static partial Regex Token();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
