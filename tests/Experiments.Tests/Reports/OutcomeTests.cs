namespace Experiments.Tests.Reports;

/// <summary>Tests a report with a diverged run and a run that completed without a finite accuracy.</summary>
public sealed class OutcomeTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("experiments-outcomes-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void Tables_figures_and_methods_agree_on_diverged_runs_and_runs_without_a_value()
    {
        var study = Study();
        var folder = Path.Combine(_root, "report");
        var report = ReportBuilder.Of(study, folder);
        ReportFolder.Write(folder, report);

        var lines = CsvTable.Write(GroupsTable.Of(study.Comparisons[0])).Split('\n').Select(line => line.Split(',')).ToList();
        int Count(string label, string column) => int.Parse(lines.Single(fields => fields[0] == label)[Array.IndexOf(lines[0], column)],
            CultureInfo.InvariantCulture);
        Assert.Equal((3, 1, 1), (Count("one", "runs"), Count("one", "diverged"), Count("one", "without_value")));
        Assert.Equal((3, 0, 0), (Count("other", "runs"), Count("other", "diverged"), Count("other", "without_value")));

        Assert.Contains("Of the runs, 1 diverged.", report.MethodsEnglish, StringComparison.Ordinal);
        Assert.Contains("Completed without a finite test.accuracy: 1.", report.MethodsEnglish, StringComparison.Ordinal);
        Assert.Contains("其中 1 次发散；", report.MethodsChinese, StringComparison.Ordinal);
        Assert.Contains("1 次运行虽已完成，但 test.accuracy 不是有限数", report.MethodsChinese, StringComparison.Ordinal);

        Assert.EndsWith("A run that diverged or has no finite value counts as the worst value.",
            report.Figures.Single(figure => figure.Name == "test-accuracy-seeds").Caption, StringComparison.Ordinal);
        Assert.Equal(["diverged", "completed", "completed"],
            RunsTable.Of(study.Runs, ["test.accuracy"], new RunLinks(folder)).Rows.Take(3).Select(row => row[2].Text));
        var page = File.ReadAllText(Path.Combine(folder, "report.html"));
        Assert.Contains("(diverged)", page, StringComparison.Ordinal);
        Assert.Contains("(no finite value)", page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_run_without_an_accuracy_counts_with_its_own_loss()
    {
        var group = Study("test.loss").Comparisons[0].Groups.Single(group => group.Label == "one");

        Assert.Equal((1, 0), (group.Diverged, group.WithoutValue));
    }

    // An earlier version recorded the run of label "one" with seed 0: its status is completed, although its loss is not finite.
    private Study Study(string metric = "test.accuracy")
    {
        var sweep = new GeneratedRuns { Policies = ["one", "other"], Rates = ["0.1"], Seeds = 3, HasDiverged = false }.Write(_root);
        var cells = SweepFolder.Open(sweep).ReadCells();
        Rewrite(SweepFolder.Open(sweep).RunOf(cells[0]).Summary, "loss", "NaN");
        Rewrite(SweepFolder.Open(sweep).RunOf(cells[1]).Summary, "accuracy", "Infinity");
        return ReportBuilder.Read(ComparedRuns.Of(ComparisonPlan.Of([sweep], "policy", [metric], null), mixes: false), "generated");
    }

    private static void Rewrite(string summary, string metric, string value)
    {
        var json = JsonNode.Parse(File.ReadAllText(summary))!;
        Assert.Equal("completed", (string?)json["status"]);
        json["final"]!["test"]![metric] = value;
        File.WriteAllText(summary, JsonText.Document((JsonObject)json));
    }
}
