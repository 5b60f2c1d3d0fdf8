namespace Experiments.Tests.Runs;

public sealed class RunStatusesTests : IDisposable
{
    private readonly RunFixture _runs = new();

    public void Dispose() => _runs.Dispose();

    [Theory]
    [InlineData("completed", "\"NaN\"", RunStatus.Diverged)]
    [InlineData("completed", "\"Infinity\"", RunStatus.Diverged)]
    [InlineData("completed", "2.5", RunStatus.Completed)]
    [InlineData("interrupted", "\"NaN\"", RunStatus.Interrupted)]
    [InlineData("failed", "\"NaN\"", RunStatus.Failed)]
    public void A_completed_record_of_an_earlier_version_with_a_non_finite_loss_is_diverged(string recorded,
        string loss, RunStatus expected)
    {
        var summary = RunSummary.Read(Record(recorded, loss));

        Assert.Equal(expected, summary.Status);
        Assert.Equal(expected == RunStatus.Diverged ? "The loss of the last evaluation of the test split is not finite." : null,
            summary.Error);
    }

    // A non-finite mean over the training batches does not change the status, because it is not an evaluation; non_finite_steps counts
    // these updates.
    [Theory]
    [InlineData("train_running", "loss", null)]
    [InlineData("train", "loss", "train")]
    [InlineData("test", "loss", "test")]
    [InlineData("test", "rmse", null)]
    public void Only_the_loss_of_an_evaluation_decides(string split, string metric, string? expected)
    {
        var progress = new TrainingProgress
        {
            Latest = new() { ["validation"] = [new("loss", 0.5)], [split] = [new("loss", 0.5), new("rmse", 1)] },
        };
        progress.Latest[split] = [.. progress.Latest[split].Select(
            one => one.Name == metric ? one with { Value = double.PositiveInfinity } : one)];

        Assert.Equal(expected, progress.NonFiniteSplit);
    }

    [Fact]
    public void Resuming_returns_such_a_record_as_diverged_and_runs_nothing()
    {
        var done = _runs.Run(RunFixture.DigitsMlp, "training.steps=2");
        Rewrite(RunFolder.Open(done.Folder).Summary, "completed", "\"NaN\"");
        var written = File.GetLastWriteTimeUtc(RunFolder.Open(done.Folder).Summary);

        var again = Runner.Run(_runs.Read(RunFixture.DigitsMlp, "training.steps=2"), _runs.Request with { Resume = true },
            new SilentObserver(), CancellationToken.None);

        Assert.Equal(RunStatus.Diverged, again.Status);
        Assert.Equal(written, File.GetLastWriteTimeUtc(RunFolder.Open(done.Folder).Summary));
    }

    [Theory]
    [InlineData(RunStatus.Completed, true)]
    [InlineData(RunStatus.Diverged, true)]
    [InlineData(RunStatus.Failed, false)]
    [InlineData(RunStatus.Interrupted, false)]
    public void Completed_and_diverged_runs_have_a_result_and_so_have_their_cells(RunStatus status, bool hasResult)
    {
        Assert.Equal(hasResult, status.HasResult());
        Assert.Equal(hasResult, CellStatuses.Of(status).HasResult());
    }

    private string Record(string status, string loss)
    {
        var path = Path.Combine(_runs.Root, "summary.json");
        var summary = new RunSummary
        {
            Status = RunStatus.Completed,
            Folder = _runs.Root,
            Name = "old",
            Identity = new string('a', 64),
            Seed = 0,
            Progress = new TrainingProgress { Latest = new() { ["test"] = [new("loss", 1), new("accuracy", 0.25)] } },
        };
        File.WriteAllText(path, JsonText.Document(summary.ToJson()));
        Rewrite(path, status, loss);
        return path;
    }

    // Writes the record of an earlier version under on_non_finite 'ignore'.
    private static void Rewrite(string path, string status, string loss)
    {
        var json = JsonNode.Parse(File.ReadAllText(path))!;
        json["status"] = status;
        json["final"]!["test"]!["loss"] = JsonNode.Parse(loss);
        File.WriteAllText(path, JsonText.Document((JsonObject)json));
    }
}
