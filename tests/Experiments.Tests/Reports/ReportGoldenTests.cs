namespace Experiments.Tests.Reports;

public sealed class ReportGoldenTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("experiments-report-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void Files_are_the_same_in_every_culture()
    {
        var sweep = new GeneratedRuns().Write(_root);
        foreach (var culture in new[] { "", "en-US", "de-DE" })
        {
            var files = InCulture(culture, () => Write(sweep));
            foreach (var (name, text) in files.Where(
                file => Path.GetExtension(file.Key) is ".md" or ".csv" or ".tex" or ".svg" or ".txt" && file.Key != "tables/runs.csv"))
                Golden.Equal($"tests/Experiments.Tests/Reports/Golden/{name}", text);
            Assert.Equal(Golden.Files("tests/Experiments.Tests/Reports/Golden").Order(),
                files.Keys.Where(name => !name.EndsWith(".dat", StringComparison.Ordinal)
                    && name is not ("report.html" or "tables/runs.csv")).Order());
        }
    }

    [Fact]
    public void Page_runs_and_data_of_figures_are_the_same_in_every_culture()
    {
        var sweep = new GeneratedRuns().Write(_root);
        var files = new[] { "", "de-DE", "zh-CN" }.Select(culture => InCulture(culture, () => Write(sweep))).ToList();
        Assert.Contains("report.html", files[0].Keys);
        Assert.All(files, one => Assert.Equal(files[0], one));
    }

    private static SortedDictionary<string, string> Write(string sweep)
    {
        var folder = Path.Combine(sweep, "report");
        var study = ReportBuilder.Read(ComparedRuns.Of(ComparisonPlan.Of([sweep], null, [], null), mixes: false), "generated");
        ReportFolder.Write(folder, ReportBuilder.Of(study, folder));
        return new(Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .ToDictionary(path => Path.GetRelativePath(folder, path).Replace('\\', '/'), File.ReadAllText), StringComparer.Ordinal);
    }

    private static T InCulture<T>(string name, Func<T> action)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(name);
        try
        {
            return action();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
