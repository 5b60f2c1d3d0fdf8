using Experiments.Tests.Runs;

namespace Experiments.Tests.Training.Windows;

/// <summary>
/// Tests that a run does not depend on the number of updates between two waits for the device. On the CPU, the tests set this number.
/// </summary>
public sealed class WindowTests : IDisposable
{
    private static readonly int[] Lengths = [2, 7, 64];

    // A schedule whose learning rate after update 12 is so large that the run diverges.
    private const string Ruin = "schedule={\"kind\":\"multi_step\",\"milestones\":[12],\"gamma\":1e30,\"unit\":\"steps\"}";
    private const string Momentum = "optimizer={\"kind\":\"sgd\",\"lr\":0.1,\"momentum\":0.9}";

    private readonly RunFixture _runs = new();

    public void Dispose() => _runs.Dispose();

    [Theory]
    [InlineData("optimizer={\"kind\":\"sgd\",\"lr\":0.1,\"momentum\":0.9,\"weight_decay\":0.01,\"decay\":\"weights\"}")]
    [InlineData("optimizer={\"kind\":\"adam\",\"lr\":0.01,\"amsgrad\":true}")]
    [InlineData("optimizer={\"kind\":\"adamw\",\"lr\":0.01}")]
    [InlineData("optimizer={\"kind\":\"rmsprop\",\"lr\":0.001,\"momentum\":0.9,\"centered\":true}")]
    [InlineData("optimizer={\"kind\":\"adagrad\",\"lr\":0.05,\"lr_decay\":0.01}")]
    [InlineData("optimizer={\"kind\":\"nadam\",\"lr\":0.01}")]
    [InlineData("optimizer={\"kind\":\"radam\",\"lr\":0.01}")]
    [InlineData("training.clip_grad_norm=0.5")]
    [InlineData("training.clip_grad_norm=0.5", "precision=\"float64\"")]
    [InlineData("training.clip_grad_value=0.01", "training.clip_grad_norm=0.05")]
    [InlineData("training.ema={\"decay\":0.9,\"warmup\":true}", "model.normalization=\"batch\"")]
    [InlineData("training.accumulate=3", "training.clip_grad_norm=1")]
    [InlineData("model.dropout=0.2", "model.normalization=\"batch\"")]
    [InlineData("training.early_stopping={\"patience\":2,\"min_delta\":10}", "training.eval_every_steps=5")]
    [InlineData("training.target={\"metric\":\"loss\",\"value\":2.2,\"stop\":true}", "training.eval_every_steps=3")]
    public void A_run_does_not_depend_on_the_length_of_windows(params string[] sets) => AssertAlike(RunStatus.Completed, sets);

    [Theory]
    [InlineData(Momentum)]
    [InlineData(Momentum, "training.clip_grad_norm=1")]
    [InlineData(Momentum, "training.clip_grad_value=0.1")]
    [InlineData("optimizer={\"kind\":\"adamw\",\"lr\":0.01}", "training.ema={\"decay\":0.9}", "model.normalization=\"batch\"")]
    [InlineData("optimizer={\"kind\":\"nadam\",\"lr\":0.01}", "model.dropout=0.2")]
    [InlineData(Momentum, "training.accumulate=2", "model.normalization=\"batch\"")]
    public void A_run_diverges_at_the_same_update_in_the_same_layer_and_leaves_the_same_weights(params string[] sets) =>
        AssertAlike(RunStatus.Diverged, [.. sets, Ruin]);

    [Theory]
    [InlineData("training.clip_grad_norm=null")]
    [InlineData("training.clip_grad_norm=1")]
    public void Ignored_divergence_is_counted_and_reported_the_same(string clipping) =>
        AssertAlike(RunStatus.Diverged, "training.on_non_finite=\"ignore\"", Momentum, clipping, Ruin);

    [Theory]
    [InlineData("model.normalization=\"batch\"", "optimizer={\"kind\":\"adam\",\"lr\":0.01}")]
    [InlineData("training.ema={\"decay\":0.9}", Momentum)]
    public void Divergence_leaves_the_optimizer_s_state_as_a_single_update_does(string set, string optimizer)
    {
        string[] sets = [set, optimizer, Ruin];
        var expected = StateAfter(1, sets);

        Assert.NotEmpty(expected);
        foreach (var length in Lengths)
            Assert.Equal(expected, StateAfter(length, sets));
    }

    [Theory]
    [InlineData(7)]
    [InlineData(64)]
    public void An_interrupted_run_ends_with_its_window_and_resumes_bit_for_bit(int length)
    {
        string[] sets = ["model.dropout=0.1", "model.normalization=\"batch\"", "training.ema={\"decay\":0.9}"];
        var whole = Run(1, sets);
        using var stop = new CancellationTokenSource();
        var observer = new LossObserver(report =>
        {
            if (report.Step == 24)
                stop.Cancel();
        });

        var interrupted = Run(length, sets, observer, stop.Token);
        var resumed = Run(length, sets, new LossObserver(), CancellationToken.None, resume: true);

        Assert.Equal(RunStatus.Interrupted, interrupted.Summary.Status);
        Assert.InRange(interrupted.Summary.Progress.Step, 24, 39);
        Assert.Equal(whole.Results, resumed.Results);
        Assert.Equal(whole.Files, resumed.Files);
    }

    [Fact]
    public void A_killed_run_resumes_bit_for_bit_from_its_last_checkpoint()
    {
        string[] sets = ["model.dropout=0.1", "model.normalization=\"batch\"", Momentum];
        var whole = Run(1, sets);
        var kept = Path.Combine(_runs.Root, "kept");
        LossObserver? observer = null;
        observer = new LossObserver(report =>
        {
            if (report.Step == 33)
                FolderCopy.Of(observer!.Start!.Folder, kept);
        });
        var folder = Run(7, sets, observer, CancellationToken.None).Summary.Folder;
        Directory.Delete(folder, recursive: true);
        Directory.Move(kept, folder);

        var resumed = Run(7, sets, new LossObserver(), CancellationToken.None, resume: true);

        Assert.Equal(whole.Results, resumed.Results);
        Assert.Equal(whole.Files, resumed.Files);
        Assert.Contains(RunFolder.Open(folder).ReadEvents(), line => line["event"]!.GetValue<string>() == "resumed");
    }

    [Fact]
    public void An_exception_in_a_window_ends_the_run_at_the_same_update_as_without_windows()
    {
        Assert.Equal((RunStatus.Failed, 15L, "This batch is bad."), FailingAt(15, 1));
        Assert.Equal((RunStatus.Failed, 15L, "This batch is bad."), FailingAt(15, 64));
    }

    private void AssertAlike(RunStatus status, params string[] sets)
    {
        var expected = Run(1, sets);

        Assert.Equal(status, expected.Summary.Status);
        foreach (var length in Lengths)
        {
            var actual = Run(length, sets);
            Assert.Equal(expected.Losses, actual.Losses);
            Assert.Equal(expected.Norms, actual.Norms);
            Assert.Equal(expected.Warnings, actual.Warnings);
            Assert.Equal(expected.Results, actual.Results);
            Assert.Equal(expected.Files, actual.Files);
            Assert.Equal(expected.Summary.Status, actual.Summary.Status);
            Assert.Equal(expected.Summary.NonFinite, actual.Summary.NonFinite);
            Assert.Equal(expected.Summary.StoppedBy, actual.Summary.StoppedBy);
            Assert.Equal(expected.Summary.Progress.Step, actual.Summary.Progress.Step);
            Assert.Equal(expected.Summary.Progress.NonFiniteSteps, actual.Summary.Progress.NonFiniteSteps);
        }
    }

    private RunRecord Run(int length, string[] sets) => Run(length, sets, null, CancellationToken.None);

    private RunRecord Run(int length, string[] sets, LossObserver? observer, CancellationToken cancellation, bool resume = false)
    {
        var norms = new List<double>();
        observer ??= new LossObserver(report => norms.Add(report.GradientNorm));
        var summary = Runner.Run(Config(sets), _runs.Request with
        {
            UpdatesPerWait = length,
            CheckpointInterval = TimeSpan.Zero,
            Resume = resume,
        }, observer, cancellation);
        return new(summary, observer.Losses, norms, observer.Warnings, RunFixture.Results(RunFixture.Metrics(summary)), Files(summary));
    }

    private ResolvedConfig Config(string[] sets) => _runs.Read(RunFixture.DigitsMlp,
        ["diagnostics={\"every_steps\":9,\"probe_size\":32}", "model.hidden=[16,12]", "data.limit=600", .. sets]);

    // Returns the optimiser's state, the weights and the buffers after a run.
    private List<string> StateAfter(int length, string[] sets)
    {
        using var prepared = Preparation.Of(Config(sets), _runs.Request.DataRoots);
        var parts = prepared.Build();
        using var model = parts.Model;
        using var trainer = new Trainer(parts.Plan, model, parts.Data, parts.Device, length);
        Assert.Equal(TrainingEnd.Diverged, trainer.Run(new SilentListener(_ => false), CancellationToken.None));
        using var scope = NewDisposeScope();
        var states = Enumerable.Range(0, trainer.Optimizer.Count).Select(trainer.Optimizer.StateOf)
            .Select(state => $"{state.Step} {string.Join(' ', state.Numbers)} {string.Join(' ', state.Tensors.Select(Hexadecimal))}");
        var tensors = ModelState.Of(model).Concat(trainer.Average?.Tensors ?? [])
            .Select(named => Hexadecimal(new(named.Name, named.Value)));
        return [.. states, .. tensors];
    }

    private static string Hexadecimal(KeyValuePair<string, Tensor> named) =>
        named.Key + Convert.ToHexString(named.Value.detach().clone().bytes);

    private (RunStatus Status, long Step, string? Error) FailingAt(long step, int length)
    {
        var config = Config([$"name=\"failing-{length}\"", "diagnostics.every_steps=0"]);
        var request = _runs.Request with { UpdatesPerWait = length };
        using var prepared = Preparation.Of(config, request.DataRoots);
        var parts = prepared.Build();
        using var model = parts.Model;
        using var scope = NewDisposeScope();
        using var batches = new Batches(parts.Data.Train, config.Config.Data.BatchSize, false, config.Config.Seed);
        var bad = batches.At(step).Inputs;
        model.register_forward_pre_hook((_, input) => input.shape[0] == bad.shape[0] && input.equal(bad).all().item<bool>()
            ? throw new InvalidOperationException("This batch is bad.") : input);
        var folder = RunFolder.Of(request.OutputRoot!, config.Config.Name, prepared.Identity, config.Config.Seed);
        using var session = new RunSession(config, request, new SilentObserver(), folder, prepared);
        var summary = session.Run(parts, CancellationToken.None);
        return (summary.Status, summary.Progress.Step, summary.Error);
    }

    private static Dictionary<string, string> Files(RunSummary summary) => new[] { "last", "best", "ema" }
        .Select(name => RunFolder.Open(summary.Folder).Weights(name)).Append(Path.Combine(summary.Folder, "signal.jsonl"))
        .Where(File.Exists).ToDictionary(path => Path.GetFileName(path), path => Convert.ToHexString(File.ReadAllBytes(path)));

    private sealed record RunRecord(RunSummary Summary, List<double> Losses, List<double> Norms, List<string> Warnings,
        IReadOnlyList<string> Results, Dictionary<string, string> Files);
}
