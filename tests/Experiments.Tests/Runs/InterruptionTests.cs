namespace Experiments.Tests.Runs;

public sealed class InterruptionTests : IDisposable
{
    private static readonly string[] Sets =
        ["model.dropout=0.1", "model.normalization=\"batch\"", "schedule={\"kind\":\"cosine\",\"warmup_steps\":10}",
            "training.target={\"metric\":\"loss\",\"value\":2.2}"];

    private readonly RunFixture _runs = new();

    public void Dispose() => _runs.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(20)]
    public void A_cancelled_run_finishes_its_step_and_is_interrupted(int step)
    {
        var summary = InterruptAfter(step);

        Assert.Equal(RunStatus.Interrupted, summary.Status);
        Assert.Equal(step, summary.Progress.Step);
        Assert.Equal("interrupted", RunFolder.Open(summary.Folder).ReadEvents()[^1]["event"]!.GetValue<string>());
        Assert.Equal(RunStatus.Interrupted, RunSummary.Read(Path.Combine(summary.Folder, "summary.json")).Status);
    }

    [Theory]
    [InlineData("sgd", "{\"kind\":\"sgd\",\"lr\":0.1,\"momentum\":0.9}")]
    [InlineData("adam", "{\"kind\":\"adam\",\"lr\":0.01,\"amsgrad\":true}")]
    [InlineData("adamw", "{\"kind\":\"adamw\",\"lr\":0.01}")]
    [InlineData("rmsprop", "{\"kind\":\"rmsprop\",\"lr\":0.001,\"momentum\":0.9,\"centered\":true}")]
    [InlineData("adagrad", "{\"kind\":\"adagrad\",\"lr\":0.05,\"lr_decay\":0.01,\"initial_accumulator_value\":0.1}")]
    [InlineData("nadam", "{\"kind\":\"nadam\",\"lr\":0.01}")]
    [InlineData("radam", "{\"kind\":\"radam\",\"lr\":0.01}")]
    public void An_interrupted_run_resumes_bit_for_bit(string rule, string optimizer)
    {
        string[] sets = [.. Sets, $"optimizer={optimizer}", $"name=\"{rule}\""];
        var whole = _runs.Run(RunFixture.DigitsMlp, [.. sets, $"name=\"{rule}-whole\""]);
        var interrupted = InterruptAfter(27, sets);
        var resumed = Resume(sets);

        Assert.Equal(interrupted.Folder, resumed.Folder);
        Assert.True(File.Exists(Path.Combine(resumed.Folder, "environment.resumed-1.json")));
        AssertSame(whole, resumed);
    }

    [Fact]
    public void A_killed_run_resumes_bit_for_bit_from_its_last_checkpoint()
    {
        var whole = _runs.Run(RunFixture.DigitsMlp, [.. Sets, "name=\"whole\""]);
        // The folder is as a killed process leaves it: one line is half written, and there is no summary.
        var kept = Path.Combine(_runs.Root, "kept");
        LossObserver? observer = null;
        observer = new LossObserver(report =>
        {
            if (report.Step == 33)
                FolderCopy.Of(observer!.Start!.Folder, kept);
        });
        var request = _runs.Request with { CheckpointInterval = TimeSpan.Zero };
        var finished = Runner.Run(_runs.Read(RunFixture.DigitsMlp, Sets), request, observer, CancellationToken.None);
        Directory.Delete(finished.Folder, recursive: true);
        Directory.Move(kept, finished.Folder);
        File.AppendAllText(Path.Combine(finished.Folder, "metrics.jsonl"), "{\"step\":33,\"epo");
        File.AppendAllText(Path.Combine(finished.Folder, "events.jsonl"), "{\"time\":");
        var leftover = Path.Combine(finished.Folder, "checkpoints", "best.safetensors.1.tmp");
        File.WriteAllText(leftover, "half");

        var resumed = Resume(Sets);

        AssertSame(whole, resumed);
        Assert.False(File.Exists(leftover));
        Assert.Contains(RunFolder.Open(resumed.Folder).ReadEvents(),
            line => line["event"]!.GetValue<string>() == "resumed" && line["step"]!.GetValue<long>() == 20);
    }

    [Theory]
    [InlineData("average", "training.ema={\"decay\":0.9,\"warmup\":true}")]
    [InlineData("accumulation", "training.accumulate=3")]
    [InlineData("patience", "training.early_stopping={\"patience\":3,\"min_delta\":10}")]
    public void All_state_of_a_run_resumes_bit_for_bit(string name, string set)
    {
        string[] sets = [.. Sets, set, "training.eval_every_steps=5", $"name=\"{name}\""];
        var whole = _runs.Run(RunFixture.DigitsMlp, [.. sets, $"name=\"{name}-whole\""]);
        // Stops after the second evaluation without improvement, so that the restored count is not 0.
        InterruptAfter(12, sets);
        var resumed = Resume(sets);

        Assert.Equal(whole.StoppedBy, resumed.StoppedBy);
        AssertSame(whole, resumed);
        if (name == "patience")
            Assert.Equal(15, whole.Progress.Step);
        if (name == "average")
            Assert.Equal(File.ReadAllBytes(RunFolder.Open(whole.Folder).Weights("ema")),
                File.ReadAllBytes(RunFolder.Open(resumed.Folder).Weights("ema")));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(300)]
    public void A_run_with_missing_lines_in_its_record_does_not_resume(int? kept)
    {
        var interrupted = InterruptAfter(27);
        var metrics = Path.Combine(interrupted.Folder, "metrics.jsonl");
        if (kept is { } length)
            File.WriteAllBytes(metrics, File.ReadAllBytes(metrics)[..length]);
        else
            File.Delete(metrics);

        var refused = Assert.Throws<InputException>(() => Resume([]));

        Assert.StartsWith($"'{metrics}' lost lines", refused.Message, StringComparison.Ordinal);
        Assert.Equal(kept, File.Exists(metrics) ? (int)new FileInfo(metrics).Length : null);
        AssertLeftAlone(interrupted);
    }

    [Fact]
    public void A_checkpoint_with_a_changed_byte_is_refused()
    {
        var interrupted = InterruptAfter(27);
        var path = Path.Combine(interrupted.Folder, "checkpoints", "resume.safetensors");
        var bytes = File.ReadAllBytes(path);
        bytes[^100] ^= 1;
        File.WriteAllBytes(path, bytes);

        var refused = Assert.Throws<InputException>(() => Resume([]));

        Assert.StartsWith($"'{path}' is damaged", refused.Message, StringComparison.Ordinal);
        AssertLeftAlone(interrupted);
    }

    [Fact]
    public void A_run_resumed_in_another_environment_names_the_differences()
    {
        var interrupted = InterruptAfter(27);
        var environment = Path.Combine(interrupted.Folder, "environment.json");
        var json = System.Text.Json.Nodes.JsonNode.Parse(File.ReadAllText(environment))!;
        json["engine"]!["torch_version"] = "0.4.1";
        // Earlier versions recorded this name for the same library, and did not record the setting of oneDNN.
        json["engine"]!["name"] = TorchLibrary.Load().Choice.Kind == TorchLibraryKind.Libtorch ? "system" : "TorchSharp-cpu";
        if (!OneDnn.IsOff)
            json["engine"]!.AsObject().Remove("onednn");
        File.WriteAllText(environment, json.ToJsonString());
        var observer = new LossObserver();

        Runner.Run(_runs.Read(RunFixture.DigitsMlp), _runs.Request with { Resume = true }, observer, CancellationToken.None);

        var warning = Assert.Single(observer.Warnings);
        Assert.Contains("engine.torch_version was \"0.4.1\" and is ", warning, StringComparison.Ordinal);
        Assert.DoesNotContain("engine.name", warning, StringComparison.Ordinal);
        Assert.DoesNotContain("onednn", warning, StringComparison.Ordinal);
        Assert.DoesNotContain("threads", warning, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_checkpoint_the_run_starts_anew_and_reports_it()
    {
        var first = InterruptAfter(27);
        File.Delete(Path.Combine(first.Folder, "checkpoints", "resume.safetensors"));
        var observer = new LossObserver();

        var again = Runner.Run(_runs.Read(RunFixture.DigitsMlp), _runs.Request with { Resume = true }, observer, CancellationToken.None);

        Assert.Contains(again.Folder + ".previous-1", Assert.Single(observer.Warnings), StringComparison.Ordinal);
        Assert.Contains(RunFolder.Open(again.Folder).ReadEvents(), line => line["event"]!.GetValue<string>() == "moved");
    }

    [Fact]
    public void Resuming_a_finished_run_runs_nothing_and_tells_the_user()
    {
        var first = _runs.Run(RunFixture.DigitsMlp);
        var events = File.ReadAllBytes(Path.Combine(first.Folder, "events.jsonl"));
        var observer = new LossObserver();

        var again = Runner.Run(_runs.Read(RunFixture.DigitsMlp), _runs.Request with { Resume = true }, observer, CancellationToken.None);

        Assert.Equal(
            $"The run in '{first.Folder}' is already completed, so nothing was run. Run without --resume to start from the beginning.",
            Assert.Single(observer.Notes));
        Assert.Equal(first.ToJson().ToJsonString(), again.ToJson().ToJsonString());
        Assert.Equal(events, File.ReadAllBytes(Path.Combine(first.Folder, "events.jsonl")));
    }

    [Fact]
    public void Two_runs_can_not_write_one_folder_at_once()
    {
        InputException? refused = null;
        var observer = new LossObserver(report =>
        {
            if (report.Step == 3)
                refused = Assert.Throws<InputException>(() => _runs.Run(RunFixture.DigitsMlp));
        });
        var summary = Runner.Run(_runs.Read(RunFixture.DigitsMlp), _runs.Request, observer, CancellationToken.None);

        Assert.StartsWith("Another process is writing the run folder", refused!.Message, StringComparison.Ordinal);
        Assert.Equal(RunStatus.Completed, summary.Status);
    }

    private static void AssertLeftAlone(RunSummary interrupted)
    {
        Assert.Equal(RunStatus.Interrupted, RunSummary.Read(Path.Combine(interrupted.Folder, "summary.json")).Status);
        Assert.False(File.Exists(Path.Combine(interrupted.Folder, "environment.resumed-1.json")));
        Assert.Equal("refused", RunFolder.Open(interrupted.Folder).ReadEvents()[^1]["event"]!.GetValue<string>());
    }

    private RunSummary InterruptAfter(int step, params string[] sets)
    {
        using var stop = new CancellationTokenSource();
        var observer = new LossObserver(report =>
        {
            if (report.Step == step)
                stop.Cancel();
        });
        return Runner.Run(_runs.Read(RunFixture.DigitsMlp, sets), _runs.Request, observer, stop.Token);
    }

    private RunSummary Resume(string[] sets) =>
        Runner.Run(_runs.Read(RunFixture.DigitsMlp, sets), _runs.Request with { Resume = true }, new SilentObserver(),
            CancellationToken.None);

    private static void AssertSame(RunSummary whole, RunSummary resumed)
    {
        Assert.Equal(RunStatus.Completed, resumed.Status);
        Assert.Equal(RunFixture.Results(RunFixture.Metrics(whole)), RunFixture.Results(RunFixture.Metrics(resumed)));
        foreach (var file in new[] { "last", "best" })
            Assert.Equal(File.ReadAllBytes(Weights(whole, file)), File.ReadAllBytes(Weights(resumed, file)));
        Assert.Equal(whole.Progress.StepsToTarget, resumed.Progress.StepsToTarget);
        Assert.Equal(whole.Progress.Best!.Step, resumed.Progress.Best!.Step);
        foreach (var file in new[] { "updates.jsonl", "network.json" })
            Assert.Equal(File.ReadAllText(Path.Combine(whole.Folder, file)), File.ReadAllText(Path.Combine(resumed.Folder, file)));
    }

    private static string Weights(RunSummary summary, string name) => Path.Combine(summary.Folder, "checkpoints", name + ".safetensors");
}
