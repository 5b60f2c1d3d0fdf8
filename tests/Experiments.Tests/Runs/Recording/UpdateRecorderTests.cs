namespace Experiments.Tests.Runs.Recording;

public sealed class UpdateRecorderTests : IDisposable
{
    private readonly RunFixture _runs = new();

    public void Dispose() => _runs.Dispose();

    [Fact]
    public void A_short_run_records_each_update_with_its_loss_and_learning_rate()
    {
        var observer = new LossObserver();
        var summary = Runner.Run(_runs.Read(RunFixture.DigitsMlp, "schedule={\"kind\":\"cosine\"}"), _runs.Request, observer,
            CancellationToken.None);

        var rows = Updates(summary);
        Assert.Equal(Enumerable.Range(1, 40).Select(step => (long)step), rows.Select(row => row["step"]!.GetValue<long>()));
        Assert.Equal(observer.Losses, rows.Select(row => row["loss"]!.GetValue<double>()));
        Assert.Equal(observer.LearningRates, rows.Select(row => row["lr"]!.GetValue<double>()));
    }

    // Plain SGD changes the weights by lr times the gradient, so the first update shows the norm of the gradient.
    [Fact]
    public void The_gradient_norm_is_the_size_of_a_plain_update_divided_by_the_learning_rate()
    {
        var summary = _runs.Run(RunFixture.DigitsMlp, "training.steps=1", "training.eval_every_steps=1", "precision=\"float64\"",
            "optimizer.lr=0.125");

        using var scope = NewDisposeScope();
        var (before, after) = (Safetensors.Read(RunFolder.Open(summary.Folder).Weights("initial")),
            Safetensors.Read(RunFolder.Open(summary.Folder).Weights("last")));
        var moved = Math.Sqrt(before.Sum(pair => (after[pair.Key] - pair.Value).square().sum().item<double>()));
        Assert.Equal(moved / 0.125, Updates(summary).Single()["gradient_norm"]!.GetValue<double>(), 9);
    }

    [Theory]
    [InlineData(100, 1)]
    [InlineData(400, 1)]
    [InlineData(401, 2)]
    [InlineData(100_000, 250)]
    public void A_long_run_records_the_first_hundred_updates_and_then_at_most_four_hundred(long total, long distance)
    {
        Assert.Equal(distance, UpdateRecorder.Distance(total));
        var file = Path.Combine(_runs.Root, "updates.jsonl");
        using (var lines = JsonLines.Create(file))
        {
            var recorder = new UpdateRecorder(lines, total);
            for (var step = 1L; step <= total; step++)
                recorder.StepDone(new StepReport(step, 0, 1, 2, 3, 4));
            Assert.Equal(0, lines.Length);
            recorder.Flush();
            recorder.Flush();
        }

        var steps = JsonLines.Read(file).Select(row => row["step"]!.GetValue<long>()).ToList();
        Assert.Equal(Enumerable.Range(1, 100).Select(step => (long)step), steps.Take(100));
        Assert.All(steps.Skip(100), step => Assert.Equal(0, step % distance));
        Assert.InRange(steps.Count, 1, 500);
        Assert.Equal(total, steps[^1] + (total % distance));
    }

    [Fact]
    public void Without_diagnostics_there_is_no_record_and_the_result_is_the_same()
    {
        var with = _runs.Run(RunFixture.DigitsMlp);
        var without = _runs.Run(RunFixture.DigitsMlp, "diagnostics.every_steps=0");

        Assert.False(File.Exists(Path.Combine(without.Folder, "updates.jsonl")));
        Assert.Equal(with.Identity, without.Identity);
        Assert.Equal(RunFixture.Results(RunFixture.Metrics(RunSummaryOf(with))), RunFixture.Results(RunFixture.Metrics(without)));
    }

    [Fact]
    public void A_non_finite_loss_is_recorded_as_text()
    {
        var summary = _runs.Run(RunFixture.DigitsMlp, "optimizer.lr=1e30", "training.on_non_finite=\"ignore\"", "training.steps=5");

        Assert.Contains(Updates(summary), row => row["loss"]!.GetValueKind() == System.Text.Json.JsonValueKind.String);
    }

    // The first run of a plan is moved aside by the second run.
    private static RunSummary RunSummaryOf(RunSummary moved) => moved with { Folder = moved.Folder + ".previous-1" };

    private static List<JsonObject> Updates(RunSummary summary) => [.. JsonLines.Read(Path.Combine(summary.Folder, "updates.jsonl"))];
}
