namespace Experiments.Tests.Runs;

public sealed class FailureTests : IDisposable
{
    private readonly RunFixture _runs = new();

    public void Dispose() => _runs.Dispose();

    [Fact]
    public void A_checkpoint_that_can_not_be_written_fails_the_run_in_one_sentence()
    {
        LossObserver? observer = null;
        observer = new LossObserver(report =>
        {
            // Replaces the folder by a file, so that renaming a file into the folder fails for every user.
            if (report.Step == 5)
            {
                var folder = Path.Combine(observer!.Start!.Folder, "checkpoints");
                Directory.Delete(folder, recursive: true);
                File.WriteAllText(folder, "");
            }
        });

        var summary = Runner.Run(_runs.Read(RunFixture.DigitsMlp), _runs.Request, observer, CancellationToken.None);

        Assert.Equal(RunStatus.Failed, summary.Status);
        Assert.NotNull(summary.Error);
        Assert.DoesNotContain('\n', summary.Error);
        Assert.Equal(RunStatus.Failed, RunSummary.Read(Path.Combine(summary.Folder, "summary.json")).Status);
        Assert.Equal("failed", RunFolder.Open(summary.Folder).ReadEvents()[^1]["event"]!.GetValue<string>());
    }

    [Fact]
    public void An_error_inside_a_step_is_a_recorded_failure()
    {
        var config = _runs.Read(RunFixture.DigitsMlp, "diagnostics.every_steps=0");
        using var prepared = Preparation.Of(config, DataRoots.Default(null));
        using var model = new FailingModel(calls: 7);
        var folder = RunFolder.Of(_runs.Request.OutputRoot!, "failing", new string('0', 64), seed: 0);
        using var session = new RunSession(config, _runs.Request, new SilentObserver(), folder, prepared);

        // Two evaluations of one batch each and five updates succeed; the sixth update fails.
        var summary = session.Run(new RunParts(config.Config, prepared.Plan, new InitPlan([], []), model, prepared.Data, CPU),
            CancellationToken.None);

        Assert.Equal((RunStatus.Failed, "planted", 5), (summary.Status, summary.Error, summary.Progress.Step));
        Assert.Equal(RunStatus.Failed, RunSummary.Read(folder.Summary).Status);
        Assert.Equal(summary.Progress.Best!.Step.ToString(CultureInfo.InvariantCulture),
            Safetensors.ReadHeader(folder.Weights("best")).Metadata["step"]);
        var last = folder.ReadEvents()[^1];
        Assert.Equal("failed", last["event"]!.GetValue<string>());
        Assert.Contains("with a backtrace", last["exception"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    // A user's module may throw any exception for a batch whose size does not occur in training.
    [Fact]
    public void A_failed_measurement_is_a_warning_and_does_not_change_the_run()
    {
        var failing = RunWith(new PickyModel(refused: 7), "failing", out var observer, "diagnostics.probe_size=7",
            "diagnostics.every_steps=10");
        var without = RunWith(new PickyModel(refused: 7), "without", out _, "diagnostics.every_steps=0");

        Assert.Equal((RunStatus.Completed, 40), (failing.Status, failing.Progress.Step));
        var warning = Assert.Single(observer.Warnings);
        Assert.StartsWith("The signal can't be measured after step 0, so this run does not measure it any more: planted To use less ",
            warning, StringComparison.Ordinal);
        Assert.Equal("", File.ReadAllText(Path.Combine(failing.Folder, "signal.jsonl")));
        Assert.Equal(RunFixture.Results(RunFixture.Metrics(without)), RunFixture.Results(RunFixture.Metrics(failing)));
        // One sentence does not show the place of a bug in the program, so the event also contains the stack trace.
        var recorded = Assert.Single(RunFolder.Open(failing.Folder).ReadEvents(), entry => entry["event"]!.GetValue<string>() == "warning");
        Assert.Contains($"   at {typeof(PickyModel).FullName!.Replace('+', '.')}.forward(", recorded["exception"]!.GetValue<string>(),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_failing_observer_does_not_end_the_run()
    {
        var calls = 0;
        var observer = new LossObserver(_ =>
        {
            calls++;
            throw new IOException("the terminal is gone");
        });

        var summary = Runner.Run(_runs.Read(RunFixture.DigitsMlp), _runs.Request, observer, CancellationToken.None);

        Assert.Equal((RunStatus.Completed, 40, 1), (summary.Status, summary.Progress.Step, calls));
    }

    [Fact]
    public void A_root_that_is_not_a_folder_is_refused_by_name()
    {
        var file = Path.Combine(_runs.Root, "file");
        File.WriteAllText(file, "");

        var refused = Assert.Throws<InputException>(() =>
            Runner.Run(_runs.Read(RunFixture.DigitsMlp), _runs.Request with { OutputRoot = file }, new SilentObserver(),
                CancellationToken.None));

        Assert.StartsWith($"output.root: the run folder '{file}", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_log_is_configured_by_the_Serilog_section()
    {
        var log = Path.Combine(_runs.Root, "people.log");
        var config = _runs.Read(
            RunFixture.DigitsMlp,
            $"Serilog={{\"MinimumLevel\":\"Warning\",\"WriteTo\":[{{\"Name\":\"File\",\"Args\":{{\"path\":\"{log}\"}}}}]}}",
            "optimizer.lr=1e30");

        var summary = Runner.Run(config, _runs.Request, new SilentObserver(), CancellationToken.None);

        Assert.Equal(RunStatus.Diverged, summary.Status);
        var line = Assert.Single(File.ReadAllLines(log));
        Assert.Contains(summary.Error!, line, StringComparison.Ordinal);
        Assert.Contains(RunFolder.Open(summary.Folder).ReadEvents(), entry => entry["level"]!.GetValue<string>() == "information");
    }

    [Fact]
    public void An_unknown_sink_is_refused_before_the_run_starts()
    {
        var config = _runs.Read(RunFixture.DigitsMlp, "Serilog={\"WriteTo\":[{\"Name\":\"Consle\"}]}");

        var refused = Assert.Throws<InputException>(() => Runner.Run(config, _runs.Request, new SilentObserver(), CancellationToken.None));

        Assert.StartsWith("Serilog: Unable to find a method called Consle; there are Async, Console, File, ", refused.Message,
            StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
        Assert.False(Directory.Exists(Path.Combine(_runs.Root, "runs")));
    }

    [Fact]
    public void A_log_file_that_can_not_be_opened_is_one_sentence_without_a_stack_trace()
    {
        var file = Path.Combine(_runs.Root, "file");
        File.WriteAllText(file, "");
        var config = _runs.Read(RunFixture.DigitsMlp,
            $"Serilog={{\"WriteTo\":[{{\"Name\":\"File\",\"Args\":{{\"path\":\"{file}/people.log\"}}}}]}}");

        var refused = Assert.Throws<InputException>(() => Runner.Run(config, _runs.Request, new SilentObserver(), CancellationToken.None));

        Assert.StartsWith($"Serilog: unable to open file sink for {file}/people.log: ", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(" at System.", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_a_config_is_no_run_folder() =>
        Assert.Equal($"'{_runs.Root}' is not a run folder: it has no config.json.",
            Assert.Throws<InputException>(() => RunFolder.Open(_runs.Root)).Message);

    private RunSummary RunWith(PickyModel model, string name, out LossObserver observer, params string[] sets)
    {
        using var disposing = model;
        var config = _runs.Read(RunFixture.DigitsMlp, sets);
        using var prepared = Preparation.Of(config, DataRoots.Default(null));
        observer = new LossObserver();
        using var session = new RunSession(config, _runs.Request, observer,
            RunFolder.Of(_runs.Request.OutputRoot!, name, new string('0', 64), seed: 0), prepared);
        return session.Run(new RunParts(config.Config, prepared.Plan, new InitPlan([], []), model, prepared.Data, CPU),
            CancellationToken.None);
    }

    /// <summary>A linear layer of zeros that refuses batches of one size.</summary>
    private sealed class PickyModel : Module<Tensor, Tensor>
    {
        private readonly TorchSharp.Modules.Linear layer = Linear(64, 10);
        private readonly long _refused;

        public PickyModel(long refused)
            : base("picky")
        {
            _refused = refused;
            TorchSharp.torch.nn.init.zeros_(layer.weight!);
            TorchSharp.torch.nn.init.zeros_(layer.bias!);
            RegisterComponents();
        }

        public override Tensor forward(Tensor input) =>
            input.shape[0] != _refused ? layer.call(input.flatten(1)) : throw new InvalidOperationException("planted");
    }

    /// <summary>A linear layer that fails after a number of calls.</summary>
    private sealed class FailingModel : Module<Tensor, Tensor>
    {
        private readonly TorchSharp.Modules.Linear layer = Linear(64, 10);
        private int _calls;

        public FailingModel(int calls)
            : base("failing")
        {
            _calls = calls;
            RegisterComponents();
        }

        public override Tensor forward(Tensor input) =>
            _calls-- > 0 ? layer.call(input.flatten(1)) : throw new InvalidOperationException("planted\nwith a backtrace");
    }
}
