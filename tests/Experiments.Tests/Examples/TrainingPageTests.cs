
namespace Experiments.Tests.Examples;

/// <summary>
/// Tests the page about training, in both languages: its tables name every row, and its defaults and configs are correct.
/// </summary>
public sealed partial class TrainingPageTests : IDisposable
{
    private readonly ConfigFolder _folder = new();

    public static TheoryData<string> Pages => ["training.md", "training.zh-CN.md"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_optimizer_schedule_and_metric_has_its_formula(string page)
    {
        var named = Row().Matches(Text(page)).Select(match => match.Groups["name"].Value).Where(name => name != "kind");

        var rows = OptimizerRegistry.Instance.Rows.Concat(ScheduleRegistry.Instance.Rows).Select(row => row.Name);
        Assert.Equal(rows.Concat(MetricRegistry.Words.Except(["loss"])).Order(), named.Order());
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void The_learning_rates_are_the_defaults(string page)
    {
        foreach (var row in OptimizerRegistry.Instance.Rows.Where(row => row.Name != "adamw"))
        {
            var line = Text(page).Split('\n').Single(line => line.StartsWith($"| `{row.Name}` |", StringComparison.Ordinal));
            var rate = ((OptimizerOptions)Activator.CreateInstance(row.OptionsType)!).Lr;
            Assert.Contains(FormattableString.Invariant($"| lr {rate}"), line, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void The_configs_are_read(string page)
    {
        var fences = Fence().Matches(Text(page));
        Assert.Equal(3, fences.Count);
        foreach (Match fence in fences)
        {
            var text = fence.Groups["text"].Value.Trim();
            ConfigReader.Read(_folder.Write("page.json",
                """{ "name": "page", "data": { "kind": "digits" }, "model": { "kind": "softmax_regression" }, """ + text[1..]), []);
        }
    }

    private static string Text(string page) => File.ReadAllText(Repository.PathOf("docs", page)).ReplaceLineEndings("\n");

    [GeneratedRegex("^```json\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex("^\\| `(?<name>[a-z_0-9]+)` \\|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
