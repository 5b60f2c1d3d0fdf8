using System.Globalization;
using System.Text.RegularExpressions;
using Experiments.Configuration;
using Experiments.Data;
using Experiments.Data.Download;

namespace Experiments.Tests.Data;

/// <summary>docs/data.md says what the registry, the catalogue and the downloader say.</summary>
public sealed class DataPageTests : IDisposable
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "data.md"));

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string> Bases => [.. Directory.GetFiles(Path.Combine(Repository.Root, "configs", "base"), "*.json").Select(path => Path.GetFileName(path)).Order()];

    private static string RowOf(string name) => Page.Split('\n').Single(line => line.StartsWith($"| `{name}` |", StringComparison.Ordinal));

    [Fact]
    public void Every_data_set_has_its_row() => Assert.All(DataRegistry.Instance.Rows, row => RowOf(row.Name));

    [Fact]
    public void Licence_and_size_are_those_of_the_catalogue() => Assert.All(DataCatalogue.All, set =>
    {
        Assert.EndsWith(string.Create(CultureInfo.InvariantCulture, $" | {set.Licence} | {set.Size / 1e6:0.0} MB |"), RowOf(set.Name), StringComparison.Ordinal);
        Assert.Contains($"<{set.Source.OriginalString}>", Page, StringComparison.Ordinal);
    });

    [Fact]
    public void The_limits_are_those_of_the_downloader()
    {
        var limits = new DownloadLimits();
        Assert.Equal((30, 120, 4, 1, 30, 5), (limits.Stall.TotalSeconds, limits.Total.TotalMinutes, limits.Tries, limits.Pause.TotalSeconds, limits.LongestPause.TotalSeconds, limits.Redirects));
        foreach (var words in new[] { "for 30 s, or one answer takes longer than two hours", "up to four times, after 1, 2 and 4 s or what `Retry-After` says up to 30 s", "up to five times", "more than 32 entries or 200 MB" })
            Assert.Contains(words, Page, StringComparison.Ordinal);
        Assert.All(DataCatalogue.All.Select(set => set.Archive).OfType<ArchiveContents>(), archive => Assert.Equal((32, 200_000_000), (archive.MaximumEntries, archive.MaximumBytes)));
    }

    [Fact]
    public void The_example_of_synthetic_data_is_read()
    {
        var data = Regex.Match(Page, "```json\n(.*?)```", RegexOptions.Singleline).Groups[1].Value;
        var config = _folder.Write("c.json", $$"""{ "name": "c", "model": { "kind": "mlp" }, "data": {{data}} }""");
        Assert.Equal([64, 64], Assert.IsType<SyntheticOptions>(ConfigReader.Read(config, []).Config.Data).TeacherHidden);
    }

    [Theory]
    [MemberData(nameof(Bases))]
    public void Every_base_config_is_read(string name)
    {
        var path = Path.Combine(Repository.Root, "configs", "base", name).Replace('\\', '/');
        var config = _folder.Write("c.json", $$"""{ "extends": ["{{path}}"], "name": "c", "model": { "kind": "softmax_regression" } }""");
        Assert.Equal(Path.GetFileNameWithoutExtension(name).Replace('-', '_'), DataRegistry.Instance.NameOf(ConfigReader.Read(config, []).Config.Data));
    }
}
