namespace Experiments.Tests.Data;

/// <summary>Compares docs/data.md and its Chinese version with the registry, the catalogue and the downloader.</summary>
public sealed class DataPageTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string> Bases =>
        [.. Directory.GetFiles(Path.Combine(Repository.Root, "configs", "base"), "*.json").Select(path => Path.GetFileName(path)).Order()];

    public static TheoryData<string> Pages => ["data.md", "data.zh-CN.md"];

    private static string Text(string page) => File.ReadAllText(Repository.PathOf("docs", page));

    private static string RowOf(string page, string name) =>
        Text(page).Split('\n').Single(line => line.StartsWith($"| `{name}` |", StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_data_set_has_its_row(string page) => Assert.All(DataRegistry.Instance.Rows, row => RowOf(page, row.Name));

    [Theory]
    [MemberData(nameof(Pages))]
    public void Licence_and_size_are_those_of_the_catalogue(string page) => Assert.All(DataCatalogue.All, set =>
    {
        Assert.EndsWith(string.Create(CultureInfo.InvariantCulture, $" | {set.Licence} | {set.Size / 1e6:0.0} MB |"), RowOf(page, set.Name),
            StringComparison.Ordinal);
        Assert.Contains($"<{set.Source.OriginalString}>", Text(page), StringComparison.Ordinal);
    });

    // Returns everything except prose: commands, keys, variables and code.
    [Fact]
    public void Both_pages_have_the_same_headings_code_and_table_rows()
    {
        static IEnumerable<string> Fixed(string page)
        {
            var text = Text(page);
            yield return string.Join(' ',
                text.Split('\n').Select(line => line.Split(' ')[0]).Where(word => word.Length > 0 && word.All(letter => letter == '#')));
            yield return string.Join('\n',
                Regex.Matches(text, "```[a-z]+\n(.*?)```", RegexOptions.Singleline).Select(match => match.Value));
            yield return text.Split('\n').Count(line => line.StartsWith('|')).ToString(CultureInfo.InvariantCulture);
            yield return string.Join('\n',
                Regex.Matches(text, "`[^`\n]*[a-zA-Z]{2}[^`\n]*`").Select(match => match.Value).Distinct().Order(StringComparer.Ordinal));
        }
        Assert.Equal(Fixed("data.md"), Fixed("data.zh-CN.md"));
    }

    [Fact]
    public void The_limits_are_those_of_the_downloader()
    {
        var limits = new DownloadLimits();
        Assert.Equal((30, 120, 4, 1, 30, 5), (limits.Stall.TotalSeconds, limits.Total.TotalMinutes, limits.Tries, limits.Pause.TotalSeconds,
            limits.LongestPause.TotalSeconds, limits.Redirects));
        Assert.Equal(120, limits.Turn.TotalMinutes);
        foreach (var words in new[] { "waits, at most two hours", "no data for 30 s, or a response of more than two hours",
            "up to four times, after 1, 2 and 4 s, or after `Retry-After` (at most 30 s)", "up to five times",
            "more than 32 entries or more than 200 MB" })
            Assert.Contains(words, Text("data.md"), StringComparison.Ordinal);
        Assert.All(DataCatalogue.All.Select(set => set.Archive).OfType<ArchiveContents>(),
            archive => Assert.Equal((32, 200_000_000), (archive.MaximumEntries, archive.MaximumBytes)));
    }

    [Fact]
    public void The_example_of_synthetic_data_is_read()
    {
        var data = Regex.Match(Text("data.md"), "```json\n(.*?)```", RegexOptions.Singleline).Groups[1].Value;
        var config = _folder.Write("c.json", $$"""{ "name": "c", "model": { "kind": "mlp" }, "data": {{data}} }""");
        Assert.Equal([64, 64], Assert.IsType<SyntheticOptions>(ConfigReader.Read(config, []).Config.Data).TeacherHidden);
    }

    [Theory]
    [MemberData(nameof(Bases))]
    public void Every_base_config_is_read(string name)
    {
        var path = Path.Combine(Repository.Root, "configs", "base", name).Replace('\\', '/');
        var config = _folder.Write("c.json", $$"""{ "extends": ["{{path}}"], "name": "c", "model": { "kind": "softmax_regression" } }""");
        Assert.Equal(Path.GetFileNameWithoutExtension(name).Replace('-', '_'),
            DataRegistry.Instance.NameOf(ConfigReader.Read(config, []).Config.Data));
    }
}
