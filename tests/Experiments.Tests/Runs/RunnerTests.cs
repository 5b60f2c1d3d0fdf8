namespace Experiments.Tests.Runs;

public sealed class RunnerTests : IDisposable
{
    private readonly RunFixture _runs = new();

    public void Dispose() => _runs.Dispose();

    [Fact]
    public void The_summary_has_the_confusion_matrix_of_the_final_evaluation()
    {
        var summary = _runs.Run(RunFixture.DigitsMlp, "training.steps=30");
        var read = RunSummary.Read(RunFolder.Open(summary.Folder).Summary).Confusion!;
        Assert.Equal("test", read.Split);
        var counts = read.Counts.Cast<long>().ToList();
        Assert.Equal(100, counts.Count);
        Assert.Equal(summary.Examples["test"], counts.Sum());
        var right = Enumerable.Range(0, 10).Sum(k => read.Counts[k, k]);
        Assert.Equal(summary.Final("test").Single(metric => metric.Name == "accuracy").Value, right / (double)counts.Sum(), 1e-12);
    }

    [Fact]
    public void Requested_metrics_replace_the_defaults()
    {
        var summary = _runs.Run(RunFixture.DigitsMlp, "training.steps=3", "training.metrics=[\"macro_f1\",\"ece\"]",
            "training.select=macro_f1");
        Assert.Equal(["loss", "macro_f1", "ece"], summary.Final("test").Select(metric => metric.Name));
        Assert.Equal("macro_f1", summary.Progress.Best!.Metric);
    }

    [Fact]
    public void A_run_on_digits_completes_and_leaves_every_file_of_the_contract()
    {
        var summary = _runs.Run(RunFixture.DigitsMlp);

        Assert.Null(summary.Error);
        Assert.Equal(RunStatus.Completed, summary.Status);
        Assert.Equal(
            ["checkpoints/best.safetensors", "checkpoints/initial.safetensors", "checkpoints/last.safetensors", "config.json",
                "environment.json", "events.jsonl", "metrics.jsonl", "network.json", "signal.jsonl", "summary.json", "updates.jsonl"],
            Directory.EnumerateFiles(summary.Folder, "*", SearchOption.AllDirectories)
                .Select(path => Path.GetRelativePath(summary.Folder, path).Replace('\\', '/')).Order(StringComparer.Ordinal));
        Assert.EndsWith(Path.Combine("runs", "digits", $"{summary.Identity[..12]}-s0"), summary.Folder, StringComparison.Ordinal);
    }

    [Fact]
    public void Splits_are_evaluated_at_the_start_at_the_interval_and_at_the_end()
    {
        var summary = _runs.Run(RunFixture.DigitsMlp, "training.steps=50");

        var rows = RunFixture.Metrics(summary).Select(row => $"{row["step"]} {row["split"]}");
        Assert.Equal(
            [
                "0 validation", "0 test", "20 train_running", "20 validation", "20 test", "40 train_running", "40 validation", "40 test",
                "50 train_running", "50 validation", "50 test",
            ],
            rows);
    }

    [Fact]
    public void Evaluation_by_epoch_is_at_the_end_of_epochs()
    {
        var summary = _runs.Run(RunFixture.DigitsMlp, "training={\"epochs\":3,\"eval_every_epochs\":2,\"eval_train\":true}",
            "training.steps=null", "training.eval_every_steps=null");

        var rows = RunFixture.Metrics(summary).Where(row => row["split"]!.GetValue<string>() == "train")
            .Select(row => row["epoch"]!.GetValue<double>());
        Assert.Equal([0.0, 2.0, 3.0], rows);
    }

    [Fact]
    public void The_same_config_twice_gives_the_same_metrics_and_keeps_both()
    {
        var first = _runs.Run(RunFixture.DigitsMlp, "model.dropout=0.2");
        var firstRows = RunFixture.Results(RunFixture.Metrics(first));
        var second = _runs.Run(RunFixture.DigitsMlp, "model.dropout=0.2");

        Assert.Equal(first.Folder, second.Folder);
        Assert.Equal(firstRows, RunFixture.Results(RunFixture.Metrics(second)));
        Assert.Equal(firstRows, RunFixture.Results(RunFolder.Open(first.Folder + ".previous-1").ReadMetrics()));
        Assert.Equal(
            File.ReadAllBytes(Path.Combine(second.Folder, "checkpoints", "last.safetensors")),
            File.ReadAllBytes(Path.Combine(first.Folder + ".previous-1", "checkpoints", "last.safetensors")));
    }

    [Fact]
    public void Another_seed_gives_other_metrics_in_another_folder()
    {
        var first = _runs.Run(RunFixture.DigitsMlp);
        var second = _runs.Run(RunFixture.DigitsMlp, "seed=1");

        Assert.Equal(first.Identity, second.Identity);
        Assert.NotEqual(first.Folder, second.Folder);
        Assert.NotEqual(RunFixture.Results(RunFixture.Metrics(first))[0], RunFixture.Results(RunFixture.Metrics(second))[0]);
    }

    [Fact]
    public void Validation_selects_the_evaluation_whose_test_metrics_are_reported()
    {
        var summary = _runs.Run(RunFixture.DigitsMlp, "training.select=\"loss\"", "optimizer.lr=0.8", "training.steps=60",
            "training.eval_every_steps=5");

        var rows = RunFixture.Metrics(summary);
        var validation = rows.Where(row => row["split"]!.GetValue<string>() == "validation").MinBy(row => row["loss"]!.GetValue<double>())!;
        var best = summary.Progress.Best!;
        Assert.Equal(validation["step"]!.GetValue<long>(), best.Step);
        Assert.Equal(validation["loss"]!.GetValue<double>(), best.Value);
        var test = rows.Single(row => row["split"]!.GetValue<string>() == "test" && row["step"]!.GetValue<long>() == best.Step);
        Assert.Equal(test["loss"]!.GetValue<double>(), best.Metrics["test"][0].Value);
        Assert.Equal(best.Step.ToString(System.Globalization.CultureInfo.InvariantCulture),
            Safetensors.ReadHeader(Path.Combine(summary.Folder, "checkpoints", "best.safetensors")).Metadata["step"]);
    }

    [Fact]
    public void Without_a_validation_split_nothing_is_selected()
    {
        var summary = _runs.Run(RunFixture.DigitsMlp, "data.validation=0");

        Assert.Equal(RunStatus.Completed, summary.Status);
        Assert.Null(summary.Progress.Best);
        Assert.False(File.Exists(Path.Combine(summary.Folder, "checkpoints", "best.safetensors")));
        Assert.Null(JsonNode.Parse(File.ReadAllText(Path.Combine(summary.Folder, "summary.json")))!["best"]);
    }

    [Fact]
    public void Steps_to_target_is_the_first_evaluation_that_reaches_it()
    {
        var summary = _runs.Run(RunFixture.DigitsMlp, "training.target={\"metric\":\"accuracy\",\"value\":0.5,\"split\":\"test\"}",
            "training.eval_every_steps=2");

        var first = RunFixture.Metrics(summary)
            .First(row => row["split"]!.GetValue<string>() == "test" && row["accuracy"]!.GetValue<double>() >= 0.5);
        Assert.Equal(first["step"]!.GetValue<long>(), summary.Progress.StepsToTarget);
        Assert.Equal(40, summary.Progress.Step);
    }

    [Fact]
    public void A_run_may_end_at_its_target()
    {
        var summary = _runs.Run(RunFixture.DigitsMlp, "training.target={\"metric\":\"loss\",\"value\":2,\"stop\":true}",
            "training.eval_every_steps=2");

        Assert.Equal(RunStatus.Completed, summary.Status);
        Assert.Equal(summary.Progress.StepsToTarget, summary.Progress.Step);
        Assert.InRange(summary.Progress.Step, 1, 39);
    }

    [Fact]
    public void Steps_to_an_unreached_target_are_null() =>
        Assert.Null(_runs.Run(RunFixture.DigitsMlp, "training.target={\"metric\":\"loss\",\"value\":0}",
            "training.steps=4").Progress.StepsToTarget);

    [Theory]
    [InlineData("training.target={\"metric\":\"rmse\",\"value\":1}",
        "training.target.metric: 'rmse' is not measured on this data with this loss; allowed are loss, accuracy.")]
    [InlineData("training.select=\"mae\"",
        "training.select: 'mae' is not measured on this data with this loss; allowed are loss, accuracy.")]
    [InlineData("training.target={\"metric\":\"loss\",\"value\":1,\"split\":\"train\"}",
        "training.target.split: the training split is not evaluated; set training.eval_train to true.")]
    [InlineData("loss={\"kind\":\"mse\"}", "loss: mse is for regression, but this data is for classification; use cross_entropy.")]
    public void A_config_that_does_not_fit_the_data_is_refused_before_a_folder_is_created(string set, string message)
    {
        Assert.Equal(message, Assert.Throws<InputException>(() => _runs.Run(RunFixture.DigitsMlp, set)).Message);
        Assert.False(Directory.Exists(Path.Combine(_runs.Root, "runs")));
    }

    [Fact]
    public void A_last_batch_of_one_example_is_refused_for_batch_normalisation()
    {
        // There are 1258 training examples, and 1257 = 3 · 419, so the last batch has one example.
        string[] sets = ["model.normalization=\"batch\"", "data.batch_size=419"];
        var refused = Assert.Throws<InputException>(() => _runs.Run(RunFixture.DigitsMlp, sets));

        Assert.Equal("data.batch_size: 419 leaves 1 of 1258 examples for the last batch of an epoch, but batch normalisation "
            + "('features.1') needs at least 2; set another batch size, or set data.drop_last to true.", refused.Message);
        Assert.Equal(RunStatus.Completed, _runs.Run(RunFixture.DigitsMlp, [.. sets, "data.drop_last=true", "training.steps=4"]).Status);
        Assert.Equal(RunStatus.Completed, _runs.Run(RunFixture.DigitsMlp, "data.batch_size=419", "training.steps=4").Status);
    }

    [Fact]
    public void A_batch_larger_than_the_data_is_refused_with_drop_last()
    {
        var refused = Assert.Throws<InputException>(() => _runs.Run(RunFixture.DigitsMlp, "data.batch_size=5000", "data.drop_last=true"));

        Assert.StartsWith("data.batch_size: 5000 is more than the 1258 training examples", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_steps_at_all_measure_the_initial_weights()
    {
        var summary = _runs.Run(RunFixture.DigitsMlp, "training.steps=0");

        Assert.Equal(RunStatus.Completed, summary.Status);
        Assert.Equal(["0 validation", "0 test"], RunFixture.Metrics(summary).Select(row => $"{row["step"]} {row["split"]}"));
        var folder = Path.Combine(summary.Folder, "checkpoints");
        Assert.Equal(File.ReadAllBytes(Path.Combine(folder, "initial.safetensors")),
            File.ReadAllBytes(Path.Combine(folder, "last.safetensors")));
    }

    [Fact]
    public void The_summary_exists_only_after_the_run()
    {
        var seen = new List<bool>();
        LossObserver? observer = null;
        observer = new LossObserver(_ => seen.Add(File.Exists(Path.Combine(observer!.Start!.Folder, "summary.json"))));

        var summary = Runner.Run(_runs.Read(RunFixture.DigitsMlp), _runs.Request, observer, CancellationToken.None);

        Assert.Equal(Enumerable.Repeat(false, 40), seen);
        Assert.True(File.Exists(Path.Combine(summary.Folder, "summary.json")));
    }

    [Fact]
    public void The_summary_reads_back_as_it_was_written()
    {
        var summary = _runs.Run(RunFixture.DigitsMlp, "training.target={\"metric\":\"loss\",\"value\":2}");

        var read = RunSummary.Read(Path.Combine(summary.Folder, "summary.json"));

        Assert.Equal(summary.ToJson().ToJsonString(), read.ToJson().ToJsonString());
        Assert.Equal(summary.Final("test"), read.Final("test"));
    }

    [Fact]
    public void The_recorded_config_runs_again_to_the_same_results()
    {
        var summary = _runs.Run(RunFixture.DigitsMlp, "optimizer.lr=0.05");
        var first = RunFixture.Results(RunFixture.Metrics(summary));

        var again = _runs.Run(File.ReadAllText(Path.Combine(summary.Folder, "config.json")));

        Assert.Equal(summary.Identity, again.Identity);
        Assert.Equal(first, RunFixture.Results(RunFixture.Metrics(again)));
    }

    [Fact]
    public void The_environment_names_library_device_threads_data_and_initialisation()
    {
        var summary = _runs.Run(RunFixture.DigitsMlp, "training.steps=1");

        var environment = JsonNode.Parse(File.ReadAllText(Path.Combine(summary.Folder, "environment.json")))!;
        Assert.Equal("cpu", environment["device"]!["name"]!.GetValue<string>());
        Assert.Equal(1, environment["threads"]!["libtorch"]!.GetValue<int>());
        Assert.Equal("tests", environment["command_line"]!.GetValue<string>());
        Assert.False(string.IsNullOrEmpty(environment["engine"]!["name"]!.GetValue<string>()));
        Assert.Matches("^[0-9a-fA-F]{64}$", environment["data"]![0]!["sha256"]!.GetValue<string>());
        var weight = environment["parameters"]![0]!;
        Assert.Equal("features.0.weight", weight["name"]!.GetValue<string>());
        // The standard deviation of Kaiming with fan_in and ReLU is √(2 / 64).
        Assert.Equal(Math.Sqrt(2.0 / 64), weight["std"]!.GetValue<double>(), 12);
    }
}
