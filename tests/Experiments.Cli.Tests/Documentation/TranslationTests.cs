namespace Experiments.Cli.Tests.Documentation;

/// <summary>Checks that each Chinese page has the sections, commands, keys, links and numbers of the English page.</summary>
public partial class TranslationTests
{
    public static TheoryData<string, string> Pairs
    {
        get
        {
            var pairs = new TheoryData<string, string>();
            foreach (var chinese in MarkdownPage.All.Where(path => path.Contains("zh-CN", StringComparison.Ordinal)))
                pairs.Add(English(chinese), chinese);
            return pairs;
        }
    }

    public static TheoryData<string> ChinesePages => new(Pairs.Select(pair => (string)pair[1]));

    [Fact]
    public void Every_page_is_there_in_Chinese() =>
        Assert.Empty(MarkdownPage.All.Where(path => !path.Contains("zh-CN", StringComparison.Ordinal))
            .Except(Pairs.Select(pair => (string)pair[0])));

    [Theory]
    [MemberData(nameof(Pairs))]
    public void The_sections_are_the_same(string english, string chinese) =>
        Assert.Equal(new MarkdownPage(english).Levels, new MarkdownPage(chinese).Levels);

    [Theory]
    [MemberData(nameof(Pairs))]
    public void The_code_is_the_same_but_for_its_comments(string english, string chinese) =>
        Assert.Equal(new MarkdownPage(english).Blocks.Select(WithoutComments), new MarkdownPage(chinese).Blocks.Select(WithoutComments));

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Each_section_names_the_same_keys_files_and_commands(string english, string chinese) =>
        Assert.Equal(Sections(english, MarkdownPage.CodeSpans), Sections(chinese, MarkdownPage.CodeSpans));

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Each_section_leads_to_the_same_pages(string english, string chinese) =>
        Assert.Equal(Sections(english, lines => Targets(english, lines)), Sections(chinese, lines => Targets(chinese, lines)));

    [Theory]
    [MemberData(nameof(ChinesePages))]
    public void A_page_in_Chinese_leads_to_pages_in_Chinese_where_they_are(string page)
    {
        var links = new MarkdownPage(page).Sections.SelectMany(lines => MarkdownPage.Links(lines.Where(line => !IsLanguageLink(line))))
            .Where(target => !target.Contains("://", StringComparison.Ordinal));
        var files = links.Select(target => PathOf(page, target))
            .Where(path => path.EndsWith(".md", StringComparison.Ordinal) && !path.Contains("zh-CN", StringComparison.Ordinal));
        Assert.All(files, path => Assert.DoesNotContain(InChinese(path), file => File.Exists(Path.Combine(Cli.Root, file))));
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Each_row_of_a_table_holds_the_same_numbers(string english, string chinese) =>
        Assert.Equal(new MarkdownPage(english).TableRows.Select(Numbers), new MarkdownPage(chinese).TableRows.Select(Numbers));

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Each_page_leads_to_the_other_and_the_translation_is_Chinese(string english, string chinese)
    {
        Assert.Contains("[中文](", File.ReadAllText(Path.Combine(Cli.Root, english)), StringComparison.Ordinal);
        Assert.Contains("[English](", File.ReadAllText(Path.Combine(Cli.Root, chinese)), StringComparison.Ordinal);
        var prose = string.Join('\n', new MarkdownPage(chinese).Sections.SelectMany(lines => lines));
        // Code is the same in both languages, and some pages contain little else.
        var text = Code().Replace(prose, "");
        Assert.True(Han().Count(text) > text.Length / 8, $"{chinese} is hardly Chinese.");
    }

    [Fact]
    public void A_number_a_key_a_command_or_a_link_that_differs_is_found()
    {
        Assert.NotEqual(Numbers("| a | 0.964 (seed 0) |"), Numbers("| a | 0.946（种子 0） |"));
        Assert.NotEqual(WithoutComments(new("", "./run.sh run a.json  # here")), WithoutComments(new("", "./run.sh run b.json  # 这里")));
        Assert.Equal(WithoutComments(new("", "./run.sh run a.json  # here")), WithoutComments(new("", "./run.sh run a.json  # 这里")));
        Assert.Equal(["docs/engines.md"], Targets("docs/zh-CN/recipes/weights.md", ["[x](../../engines.md#b)"]));
        Assert.Equal(["docs/recipes/weights.md"], Targets("docs/zh-CN/README.md", ["[x](recipes/weights.md)"]));
        Assert.NotEqual(WithoutComments(new("", "dotnet test --filter A")), WithoutComments(new("", "dotnet test --filter B")));
        Assert.Contains("docs/zh-CN/tutorial.md", InChinese("docs/tutorial.md"));
    }

    private static string English(string chinese) =>
        chinese.Replace("docs/zh-CN/", "docs/", StringComparison.Ordinal).Replace(".zh-CN.md", ".md", StringComparison.Ordinal);

    private static IEnumerable<string> InChinese(string english) =>
        new[] { english.Replace(".md", ".zh-CN.md", StringComparison.Ordinal),
            english.Replace("docs/", "docs/zh-CN/", StringComparison.Ordinal) }.Where(path => path != english);

    // Paths are relative to the repository's root.
    private static string PathOf(string page, string target) =>
        Path.GetRelativePath(Cli.Root, Path.GetFullPath(Path.Combine(Cli.Root, Path.GetDirectoryName(page)!, target.Split('#')[0])))
            .Replace('\\', '/');

    private static List<string> Sections(string path, Func<IEnumerable<string>, IEnumerable<string>> found) =>
        [.. new MarkdownPage(path).Sections.Select(
            lines => string.Join('\n', found(lines.Where(line => !IsLanguageLink(line))).Order(StringComparer.Ordinal)))];

    private static bool IsLanguageLink(string line) =>
        line.StartsWith("[中文](", StringComparison.Ordinal) || line.StartsWith("[English](", StringComparison.Ordinal);

    // Removes the language from the paths of pages, and keeps other addresses.
    private static IEnumerable<string> Targets(string page, IEnumerable<string> lines) => MarkdownPage.Links(lines).Select(target =>
    {
        if (target.Contains("://", StringComparison.Ordinal))
            return target;
        return target.StartsWith('#') ? "#" : English(PathOf(page, target));
    });

    // Drawings may contain translated words.
    private static string WithoutComments(MarkdownPage.CodeBlock block) =>
        block.Language.Length == 0 && block.Text.Contains('─') && !block.Text.Contains("run.sh", StringComparison.Ordinal)
            ? "a drawing"
            : $"{block.Language}: {string.Join('\n', block.Text.Split('\n').Select(line => Comment().Replace(line, "")))}";

    private static string Numbers(string row) =>
        string.Join(' ', Number().Matches(row).Select(match => match.Value).Order(StringComparer.Ordinal));

    [GeneratedRegex(@"(^|\s+)(#|//) .*$")]
    private static partial Regex Comment();

    [GeneratedRegex(@"\d+(?:[.,]\d+)*")]
    private static partial Regex Number();

    [GeneratedRegex("`[^`]+`")]
    private static partial Regex Code();

    [GeneratedRegex(@"[\u4e00-\u9fff]")]
    private static partial Regex Han();
}
