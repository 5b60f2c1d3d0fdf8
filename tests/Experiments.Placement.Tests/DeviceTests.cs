using Experiments.Tests.Runs;

namespace Experiments.Placement.Tests;

/// <summary>
/// Tests how a run uses the memory and the seeds of a CUDA device, and when the run waits for the device. Other tests plant faults, and
/// check that the tests find these faults.
/// </summary>
public sealed class DeviceTests : IDisposable
{
    private readonly Bases _bases = new();

    public DeviceTests() => HostCuda.Require();

    public void Dispose() => _bases.Dispose();

    [SkippableFact]
    public void A_tensor_left_on_the_CPU_in_a_forward_pass_ends_the_run()
    {
        var summary = RunWith(input => input + ones([1, 8, 8], device: CPU));

        Assert.Equal(RunStatus.Failed, summary.Status);
        Assert.Contains("Expected all tensors to be on the same device", summary.Error, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void A_computation_left_on_the_CPU_is_detected()
    {
        RunSummary? summary = null;
        var left = HostCuda.LeftOnCpu(() => summary = RunWith(input => input.cpu().mul(2).to(input.device)));

        Assert.Equal(RunStatus.Completed, summary!.Status);
        Assert.Contains("aten::mul", left);
    }

    [SkippableTheory]
    [InlineData("model.dropout=0.5", 2)]
    [InlineData("training.clip_grad_norm=0.1", 2)]
    [InlineData("training.clip_grad_value=0.01", 3)]
    public void A_single_update_waits_for_the_device_as_often_as_documented(string set, long expected)
    {
        var reads = new List<long>();

        Run(_bases.Digits("cuda", set), new LossObserver(_ => reads.Add(HostCuda.Reads)));

        // Between the first and the second update, the run makes no evaluation. The signal is measured after the second update.
        Assert.Equal(expected, reads[1] - reads[0]);
    }

    [SkippableFact]
    public void The_program_waits_for_the_device_before_it_reads_a_clock()
    {
        var before = HostCuda.Synchronizations;

        Run(_bases.Digits("cuda"));

        // The three waits are for the evaluations after steps 2, 4 and 5.
        Assert.Equal(3, HostCuda.Synchronizations - before);
    }

    [SkippableTheory]
    [InlineData("optimizer={\"kind\":\"adamw\"}", "model.dropout=0.5")]
    [InlineData("model={\"kind\":\"vgg\",\"channels\":\"4 M 4\",\"batch_norm\":true}")]
    public void The_device_s_memory_is_the_same_after_every_update_and_free_after_the_run(params string[] sets)
    {
        Collect();
        var before = HostCuda.LiveBytes;
        var live = new List<long>();

        Run(_bases.Digits("cuda", [.. sets, "training.steps=40", "training.eval_every_steps=20"]),
            new LossObserver(_ => live.Add(HostCuda.LiveBytes)));

        // The last of an epoch's 7 batches is smaller, and a measurement follows every second update. Memory is freed without waiting for a
        // finaliser, so its amount repeats.
        Assert.Equal(live[1..26], live[15..40]);
        Assert.Equal(before, HostCuda.LiveBytes);
    }

    [SkippableTheory]
    [InlineData(100, "data: too large for the memory of the GPU; no room was left for ")]
    [InlineData(40_000, "model: too large for the memory of the GPU; no room was left for ")]
    public void Too_little_memory_for_data_or_model_is_reported_in_one_sentence(long bytes, string sentence)
    {
        var config = _bases.Digits("cuda", "model.hidden=[256,256]");
        using var limit = HostCuda.Limit(bytes);

        Assert.StartsWith(sentence, Assert.Throws<InputException>(() => Run(config)).Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Too_little_memory_for_an_update_is_a_recorded_failure_with_a_remedy()
    {
        var config = _bases.Digits("cuda", "model.hidden=[256,256]");
        IDisposable? limit = null;

        var summary = Run(config, new LossObserver(_ => limit ??= HostCuda.Limit(1000)));
        limit!.Dispose();

        Assert.Equal(RunStatus.Failed, summary.Status);
        Assert.StartsWith("The memory of the GPU is too small: no room was left for ", summary.Error, StringComparison.Ordinal);
        Assert.Contains("data.batch_size", summary.Error, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void A_second_device_gives_the_same_results_and_uses_no_other_device()
    {
        var first = Run(_bases.Digits("cuda:0", "name=\"first\"", "model.dropout=0.5"));
        var second = Run(_bases.Digits("cuda:1", "name=\"second\"", "model.dropout=0.5"));

        Assert.Equal(first.Identity, second.Identity);
        Assert.Equal(RunFixture.Results(RunFixture.Metrics(first)), RunFixture.Results(RunFixture.Metrics(second)));
        Assert.Equal(Weights(first), Weights(second));
        Assert.Equal("cuda:1", JsonNode.Parse(File.ReadAllText(Path.Combine(second.Folder, "environment.json")))!["device"]!["name"]!
            .GetValue<string>());
    }

    [SkippableTheory]
    [InlineData("true", true)]
    [InlineData("false", false)]
    public void Tf32_follows_the_config_and_not_an_earlier_setting(string value, bool allowed)
    {
        Devices.AllowTf32(new Device(DeviceType.CUDA, 0), !allowed);

        Run(_bases.Digits("cuda", $"tf32={value}", "training.steps=0"));

        Assert.Equal((allowed, allowed), (backends.cuda.matmul.allow_tf32, backends.cudnn.allow_tf32));
    }

    [SkippableFact]
    public void A_device_number_out_of_range_is_refused_with_the_number_of_devices() =>
        Assert.Equal(
            "device 'cuda:2' does not exist: this machine has 2 CUDA devices, cuda:0 to cuda:1.",
            Assert.Throws<MissingException>(() => Devices.Resolve("cuda:2")).Message);

    private RunSummary Run(ResolvedConfig config, IRunObserver? observer = null) =>
        Runner.Run(config, _bases.Request, observer ?? new SilentObserver(), CancellationToken.None);

    // Runs a network that first applies a function to its input.
    private RunSummary RunWith(Func<Tensor, Tensor> change)
    {
        var config = _bases.Digits("cuda", "diagnostics.every_steps=0");
        using var prepared = Preparation.Of(config, _bases.Request.DataRoots);
        var parts = prepared.Build();
        using var model = parts.Model;
        ((Module<Tensor, Tensor>)model).register_forward_pre_hook((_, input) => change(input));
        var folder = RunFolder.Of(_bases.Request.OutputRoot!, config.Config.Name, prepared.Identity, config.Config.Seed);
        using var session = new RunSession(config, _bases.Request, new SilentObserver(), folder, prepared);
        return session.Run(parts, CancellationToken.None);
    }

    private static byte[] Weights(RunSummary summary) => File.ReadAllBytes(Path.Combine(summary.Folder, "checkpoints", "last.safetensors"));

    private static void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
    }
}
