using System.Reflection;

namespace Experiments.Tests.Sweeps;

/// <summary>Tests the page about sweeps in both languages: it names every key, and its examples can be read.</summary>
public sealed partial class SweepPageTests : IDisposable
{
    private readonly SweepBench _bench = new();

    public static TheoryData<string> Pages => ["sweeps.md", "sweeps.zh-CN.md"];

    public void Dispose() => _bench.Dispose();

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_key_of_every_section_is_named(string page)
    {
        var keys = new[] { typeof(SlurmOptions), typeof(Experiments.Sweeps.CompareOptions), typeof(CompareTarget),
            typeof(RandomSearchOptions) }
            .SelectMany(type => type.GetProperties()).Select(property => property.GetCustomAttribute<OptionAttribute>()?.Name)
            .OfType<string>().ToList();
        Assert.Contains("cells_per_task", keys);
        Assert.All(keys, key => Assert.Contains($"`{key}`", Text(page), StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void The_sweep_on_the_page_has_the_expected_cells(string page)
    {
        var shown = Assert.Single(Fence().Matches(Text(page)));
        var plan = _bench.Plan(shown.Groups["text"].Value);
        Assert.Equal((3, 30), (plan.Plans.Count, plan.Cells.Count));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_axis_on_the_page_can_be_read(string page)
    {
        var axes = Axis().Matches(Text(page)).Select(match => match.Groups["text"].Value)
            .Where(text => !text.Contains("AXIS", StringComparison.Ordinal)).ToList();
        Assert.Equal(6, axes.Count);
        Assert.All(axes, text =>
        {
            var axis = text.Replace("…", "\"optimizer.lr\": 0.5", StringComparison.Ordinal);
            var isRandom = new[] { "_", "uniform", "integers" }.Any(word => axis.Contains(word, StringComparison.Ordinal));
            _bench.Read($"{(isRandom ? "\"random\": { \"count\": 2 }, " : "")}\"axes\": [{axis}]");
        });
    }

    private static string Text(string page) => File.ReadAllText(Repository.PathOf("docs", page)).ReplaceLineEndings("\n");

    [GeneratedRegex("^```json\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex("^\\| `(?<text>\\{ \"(key|name|zip|seeds)\".*?\\})` \\|", RegexOptions.Multiline)]
    private static partial Regex Axis();
}
