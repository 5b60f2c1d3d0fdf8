using Experiments.Tests.Runs;

namespace Experiments.Placement.Tests;

/// <summary>
/// Counts the operator calls and waits for the device in an update, outside its forward and backward passes.
/// </summary>
public sealed class UpdateTests : IDisposable
{
    // There are 184 training examples in batches of 6. An epoch is therefore longer than the windows below, and all its batches except the
    // last are full.
    private static readonly string[] s_plain = ["data.limit=200", "diagnostics.every_steps=0", "training.steps=24",
        "training.eval_every_steps=24", "training.eval_train=false"];

    private readonly Bases _bases = new();

    public UpdateTests() => HostCuda.Require();

    public void Dispose() => _bases.Dispose();

    [SkippableTheory]
    [InlineData("optimizer={\"kind\":\"sgd\",\"lr\":0.1,\"momentum\":0}", 7)]
    [InlineData("optimizer={\"kind\":\"sgd\",\"lr\":0.1,\"momentum\":0.9,\"weight_decay\":0.01}", 10)]
    [InlineData("optimizer={\"kind\":\"adam\",\"lr\":0.01}", 14)]
    [InlineData("optimizer={\"kind\":\"adamw\",\"lr\":0.01}", 15)]
    public void An_update_calls_at_most_fifteen_operators_beside_forward_and_backward_and_does_not_wait(string optimizer, int expected)
    {
        var (calls, waits) = OfAnUpdate(optimizer);
        var passes = OfForwardAndBackward(optimizer);

        Assert.Equal(0, waits);
        var beside = Beside(passes, calls);
        Assert.True(beside.Count == expected, $"{beside.Count} calls: {string.Join(' ', beside)}");
    }

    [SkippableFact]
    public void More_layers_add_no_calls()
    {
        string[] sets = ["model.hidden=[6,6,6,6,6,6]", "optimizer={\"kind\":\"sgd\",\"lr\":0.1,\"momentum\":0}"];

        Assert.Equal(7, Beside(OfForwardAndBackward(sets), OfAnUpdate(sets).Calls).Count);
    }

    [SkippableTheory]
    [InlineData("training.clip_grad_norm=0.1")]
    [InlineData("training.clip_grad_value=0.01")]
    [InlineData("model.dropout=0.5")]
    [InlineData("training.accumulate=2")]
    public void No_update_in_a_window_waits(string set) => Assert.Equal(0, OfAnUpdate(set).Waits);

    [SkippableFact]
    public void A_moving_average_adds_two_operators_for_all_parameters_together()
    {
        var plain = OfAnUpdate("model.dropout=0").Calls.Count;

        Assert.Equal(2, OfAnUpdate("training.ema={\"decay\":0.9}").Calls.Count - plain);
    }

    [SkippableFact]
    public void Running_statistics_are_averaged_with_two_operators_and_counted_with_one()
    {
        string[] sets = ["model.normalization=\"batch\"", "model.hidden=[6,6,6]"];
        var plain = OfAnUpdate(sets).Calls.Count;

        Assert.Equal(5, OfAnUpdate([.. sets, "training.ema={\"decay\":0.9}"]).Calls.Count - plain);
    }

    [SkippableTheory]
    [InlineData("training.clip_grad_norm=0.1", "optimizer={\"kind\":\"adamw\"}")]
    [InlineData("training.clip_grad_value=0.01", "model.dropout=0.5")]
    [InlineData("training.ema={\"decay\":0.9}", "model={\"kind\":\"vgg\",\"channels\":\"4 M 4\",\"batch_norm\":true}")]
    [InlineData("schedule={\"kind\":\"multi_step\",\"milestones\":[12],\"gamma\":1e30,\"unit\":\"steps\"}",
        "model.normalization=\"batch\"")]
    public void Windows_on_the_device_give_the_results_of_single_updates_on_the_CPU(params string[] sets)
    {
        string[] all = [.. s_plain, "diagnostics.every_steps=10", "training.eval_every_steps=12", .. sets];
        var onCpu = Run(1, _bases.Digits("cpu", all));
        foreach (var length in new[] { 2, 7, 64 })
        {
            var onDevice = Run(length, _bases.Digits("cuda", all));
            Assert.Equal(onCpu.Status, onDevice.Status);
            Assert.Equal(onCpu.NonFinite, onDevice.NonFinite);
            Assert.Equal(RunFixture.Results(RunFixture.Metrics(onCpu)), RunFixture.Results(RunFixture.Metrics(onDevice)));
            foreach (var file in new[] { Path.Combine("checkpoints", "last.safetensors"), "signal.jsonl" })
                Assert.Equal(File.ReadAllBytes(Path.Combine(onCpu.Folder, file)), File.ReadAllBytes(Path.Combine(onDevice.Folder, file)));
        }
    }

    [SkippableFact]
    public void Windows_do_not_increase_memory_and_free_all_of_it()
    {
        var before = HostCuda.LiveBytes;
        var live = new List<long>();

        Run(4, _bases.Digits("cuda", [.. s_plain, "optimizer={\"kind\":\"adamw\"}", "model.normalization=\"batch\""]),
            new LossObserver(_ => live.Add(HostCuda.LiveBytes)));

        Assert.Equal(live[5..20], live[9..24]);
        Assert.Equal(before, HostCuda.LiveBytes);
    }

    [SkippableFact]
    public void A_device_without_room_for_a_copy_of_the_state_trains_without_windows()
    {
        string[] sets = [.. s_plain, "model.hidden=[256,256]"];
        var expected = Run(8, _bases.Digits("cuda", sets));
        IDisposable? limit = null;

        // An update temporarily needs up to 400 kB; a copy of weights and momentum needs 676 kB.
        var before = HostCuda.Reads;
        var summary = Run(8, _bases.Digits("cuda", sets), new LossObserver(_ => limit ??= HostCuda.Limit(550_000)));
        limit!.Dispose();

        Assert.Null(summary.Error);
        Assert.Equal(RunFixture.Results(RunFixture.Metrics(expected)), RunFixture.Results(RunFixture.Metrics(summary)));
        Assert.True(HostCuda.Reads - before > 2 * 24, "a single update waits twice");
    }

    [SkippableFact]
    public void Too_little_memory_in_a_window_is_a_recorded_failure()
    {
        var config = _bases.Digits("cuda", [.. s_plain, "model.hidden=[256,256]"]);
        IDisposable? limit = null;

        // The copy of the state, 676 kB, is freed first, but the update still has too little memory.
        var summary = Run(8, config, new LossObserver(report => limit ??= report.Step == 9 ? HostCuda.Limit(-650_000) : null));
        limit!.Dispose();

        Assert.Equal(RunStatus.Failed, summary.Status);
        Assert.Equal(9, summary.Progress.Step);
        Assert.StartsWith("The memory of the GPU is too small: no room was left for ", summary.Error, StringComparison.Ordinal);
    }

    // Returns the difference between a window of nine updates and a window of eight updates, which is one update.
    private (IReadOnlyList<string> Calls, long Waits) OfAnUpdate(params string[] sets)
    {
        var (eight, waitsOfEight) = OfAWindow(8, sets);
        var (nine, waitsOfNine) = OfAWindow(9, sets);
        return (Beside(eight, nine), waitsOfNine - waitsOfEight);
    }

    // Counts from the end of the first update, which is not part of a window, to the end of the following window.
    private (IReadOnlyList<string> Calls, long Waits) OfAWindow(int length, string[] sets)
    {
        IReadOnlyList<string> calls = [];
        long waits = 0;
        Run(length, _bases.Digits("cuda", [.. s_plain, .. sets]), new LossObserver(report =>
        {
            if (report.Step == 1)
            {
                waits = -Waits;
                HostCuda.BeginCalls();
            }
            else if (report.Step == 2)
            {
                calls = HostCuda.EndCalls();
                waits += Waits;
            }
        }));
        Assert.NotEmpty(calls);
        return (calls, waits);
    }

    // Removes the given calls, all of which must occur, and returns the remaining calls.
    private static List<string> Beside(IReadOnlyList<string> given, IReadOnlyList<string> calls)
    {
        var beside = calls.ToList();
        Assert.All(given, call => Assert.True(beside.Remove(call), $"{call} is not among {string.Join(' ', calls)}"));
        return beside;
    }

    private static long Waits => HostCuda.Reads + HostCuda.Synchronizations;

    private IReadOnlyList<string> OfForwardAndBackward(params string[] sets)
    {
        using var prepared = Preparation.Of(_bases.Digits("cuda", [.. s_plain, .. sets]), _bases.Request.DataRoots);
        var parts = prepared.Build();
        using var model = parts.Model;
        using var batches = new Batches(parts.Data.Train, 6, dropLast: false, seed: 0);
        using var scope = NewDisposeScope();
        var (inputs, targets) = batches.At(0);
        // At the second pass the gradients already exist, so the pass adds to them.
        parts.Plan.Loss.OfBatch(model.call(inputs), targets).backward();
        HostCuda.BeginCalls();
        parts.Plan.Loss.OfBatch(model.call(inputs), targets).backward();
        return HostCuda.EndCalls();
    }

    private RunSummary Run(int length, ResolvedConfig config, IRunObserver? observer = null) =>
        Runner.Run(config, _bases.Request with { UpdatesPerWait = length }, observer ?? new SilentObserver(), CancellationToken.None);
}
