using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Parsing;

namespace Experiments.Tests.Runs;

public sealed class RecordTests
{
    private static readonly EvaluationRow Row = new(
        1200, 2.5, "validation", [new Metric("loss", 0.1 + 0.2), new Metric("accuracy", 1234.5), new Metric("mae", double.NaN),
            new Metric("rmse", double.NegativeInfinity)],
        LearningRate: 1e-7, WallTime: 1234.5678901, ExamplesPerSecond: 98765.43);

    public static TheoryData<string> Cultures => ["", "en-US", "de-DE"];

    [Theory]
    [MemberData(nameof(Cultures))]
    public void A_metrics_line_is_the_same_under_every_culture(string culture) => Under(culture, () => Assert.Equal(
        """{"step":1200,"epoch":2.5,"split":"validation","loss":0.30000000000000004,"accuracy":1234.5,"mae":"NaN","rmse":"-Infinity","lr":1E-07,"wall_time_s":1234.56789,"examples_per_second":98765.4}""",
        JsonText.Line(MetricsRow.ToJson(Row))));

    [Theory]
    [MemberData(nameof(Cultures))]
    public void An_event_line_is_the_same_under_every_culture(string culture) => Under(culture, () =>
    {
        var properties = new[]
        {
            new LogEventProperty(EventFormatter.Kind, new ScalarValue("epoch")), new LogEventProperty("loss", new ScalarValue(1234.5)),
            new LogEventProperty("name", new ScalarValue("Ünï \"q\"\n")),
        };
        var entry = new LogEvent(
            new DateTimeOffset(2026, 1, 2, 3, 4, 5, 6, TimeSpan.FromHours(1)), LogEventLevel.Warning, null,
            new MessageTemplateParser().Parse("{name:l}: {loss}"), properties);
        using var text = new StringWriter(CultureInfo.CurrentCulture);
        new EventFormatter().Format(entry, text);

        Assert.Equal(
            """{"time":"2026-01-02T02:04:05.006Z","level":"warning","event":"epoch","message":"Ünï \"q\"\n: """
                + """1234.5","loss":1234.5,"name":"Ünï \"q\"\n"}""",
            text.ToString());
    });

    [Theory]
    [MemberData(nameof(Cultures))]
    public void A_summary_is_the_same_under_every_culture(string culture) => Under(culture, () =>
    {
        var summary = new RunSummary
        {
            Status = RunStatus.Diverged,
            Folder = "/runs/x",
            Name = "x",
            Identity = "abc",
            Seed = 3,
            Error = "At step 7 the loss is not finite.",
            NonFinite = new NonFinite(7, "loss", "features.0", "output"),
            Progress = new TrainingProgress { Step = 6, Initial = { ["test"] = [new Metric("loss", 2.5)] },
                Latest = { ["test"] = [new Metric("loss", double.PositiveInfinity)] } },
            WallTime = 1.5,
        };

        Assert.Equal(
            """{"status":"diverged","error":"At step 7 the loss is not """
                + """finite.","non_finite":{"step":7,"found":"loss","layer":"features.0","tensor":"output"},"name":"x","identity":"abc","seed":3,"steps":6,"total_steps":0,"steps_per_epoch":0,"stopped_by":null,"non_finite_steps":0,"parameters":0,"examples":{},"initial":{"test":{"loss":2.5}},"final":{"test":{"loss":"Infinity"}},"best":null,"steps_to_target":null,"confusion_matrix":null,"wall_time_s":1.5,"peak_memory_bytes":0}""",
            JsonText.Line(summary.ToJson()));
    });

    [SkippableFact]
    public void The_programs_own_commit_is_recorded_from_any_folder()
    {
        using var runs = new RunFixture();
        var root = Repository.Root;
        Skip.If(GitState.Of(root) is null, "git or the repository's history is missing.");
        Assert.Null(GitState.OfProgram(runs.Root));
        Assert.Equal(GitState.Of(root)!.Commit, GitState.OfProgram(AppContext.BaseDirectory)!.Commit);

        var summary = runs.Run(RunFixture.DigitsMlp, "training.steps=0");

        var environment = System.Text.Json.Nodes.JsonNode.Parse(File.ReadAllText(Path.Combine(summary.Folder, "environment.json")))!;
        Assert.Equal(GitState.Of(root)!.Commit, environment["program"]!["git"]!["commit"]!.GetValue<string>());
    }

    [Fact]
    public void The_wall_clock_fields_are_fields_of_a_line()
    {
        var line = MetricsRow.ToJson(Row);

        Assert.All(MetricsRow.WallClockFields, field => Assert.True(line.ContainsKey(field)));
    }

    [Fact]
    public void An_unwritable_event_throws_and_a_failing_log_sink_does_not()
    {
        using var people = new LoggerConfiguration().WriteTo.Sink(new FailingSink()).CreateLogger();
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        using (var log = new EventLog(JsonLines.Create(path), people))
            log.Write(LogEventLevel.Information, "started", "Hello {name:l}.", "world");
        Assert.Equal("Hello world.", JsonLines.Read(path).Single()["message"]!.GetValue<string>());
        File.Delete(path);

        var closed = JsonLines.Create(path);
        using var broken = new EventLog(closed, people);
        closed.Dispose();
        Assert.ThrowsAny<Exception>(() => broken.Write(LogEventLevel.Information, "started", "Hello."));
        File.Delete(path);
    }

    [SkippableFact]
    public void A_full_disk_is_an_IOException_and_not_a_lost_line()
    {
        Skip.IfNot(File.Exists("/dev/full"), "only Linux has /dev/full, a disk that is always full");

        using var lines = JsonLines.Create("/dev/full");
        using var log = new EventLog(JsonLines.Create("/dev/full"), Logger.None);
        Assert.Throws<IOException>(() => lines.Append(MetricsRow.ToJson(Row)));
        Assert.Throws<IOException>(() => log.Write(LogEventLevel.Information, "started", "Hello."));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("{\"status\":\"odd\"}")]
    [InlineData("")]
    public void A_file_that_is_no_summary_is_refused_by_name(string text)
    {
        var path = Path.GetTempFileName();
        File.WriteAllText(path, text);

        var sentence = Assert.Throws<InputException>(() => RunSummary.Read(path)).Message;
        Assert.StartsWith($"'{path}' is not a run summary", sentence, StringComparison.Ordinal);
        // The message must not mention --resume, because this command can't resume.
        Assert.DoesNotContain("--resume", sentence, StringComparison.Ordinal);
        Assert.Equal($"{sentence} Do this.", Assert.Throws<InputException>(() => RunSummary.Read(path, "Do this.")).Message);
        File.Delete(path);
    }

    [Theory]
    [InlineData("a gradient", "gradient", "features.0", "gradient",
        "At step 5 the gradient is not finite: the first layer whose gradient is not finite, in backward order, is 'features.0'.")]
    [InlineData("an output", "loss", "features.0", "output",
        "At step 5 the loss is not finite: the first layer whose output is not finite is 'features.0'.")]
    [InlineData("a weight", "loss", "features.0", "weight",
        "At step 5 the loss is not finite: the first layer with a parameter that is not finite is 'features.0' (weight).")]
    [InlineData("the inputs", "loss", null, "input",
        "At step 5 the loss is not finite: the batch itself contains values that are not finite.")]
    [InlineData("the loss alone", "evaluation", null, "loss",
        "The evaluation after step 5 gave a loss that is not finite: every layer's output is finite, but the loss is not.")]
    public void A_finding_is_a_sentence(string which, string found, string? layer, string tensor, string sentence)
    {
        Assert.NotEmpty(which);
        Assert.Equal(sentence, new NonFinite(5, found, layer, tensor).ToString());
    }

    private static void Under(string culture, Action check)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            check();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private sealed class FailingSink : ILogEventSink
    {
        public void Emit(LogEvent logEvent) => throw new InvalidOperationException("no terminal");
    }
}
