using Experiments.Tests.Runs;

namespace Experiments.Placement.Tests;

/// <summary>
/// Tests every row and key of the registries in whole runs: training, evaluation, signal probe, checkpoint and resume. The device uses the
/// CPU's kernels, so a run gives the same numbers bit for bit. A tensor on the wrong device causes an exception.
/// </summary>
public sealed class WholeRunTests : IDisposable
{
    // Operators that copy the order of an epoch to the device, and operators with which an augmentation draws random numbers.
    private static readonly string[] s_ofTheOrder = ["aten::randperm", "aten::empty", "aten::resize_", "aten::randint", "aten::random_"];

    // Operators with which a checkpoint copies tensors; none of them computes.
    private static readonly string[] s_copies = ["aten::to", "aten::_to_copy", "aten::empty_strided", "aten::empty", "aten::copy_",
        "aten::contiguous", "aten::detach", "aten::view"];

    private readonly Bases _bases = new();

    public static TheoryData<string, string> Parts
    {
        get
        {
            var parts = new TheoryData<string, string>();
            foreach (var (place, row) in Variants.Parts())
                parts.Add(place, row);
            return parts;
        }
    }

    public void Dispose() => _bases.Dispose();

    [Fact]
    public void Every_key_that_takes_an_object_has_a_sample() => Assert.Empty(Variants.WithoutSample());

    [SkippableTheory]
    [Trait("Category", "Slow")]
    [MemberData(nameof(Parts))]
    public void A_run_gives_the_same_results_on_the_device_and_on_the_CPU(string place, string row)
    {
        HostCuda.Require();
        var failures = new List<string>();
        foreach (var variant in Variants.Of(place, row, _bases))
        {
            try
            {
                AssertSameOnBoth(variant);
            }
            catch (MissingException missing)
            {
                Skip.If(true, missing.Message);
            }
            catch (InputException refusal)
            {
                failures.Add(
                    $"{variant} is refused on every base (if it needs other keys, add them to Variants.Company): {refusal.Message}");
            }
            catch (Exception exception)
            {
                failures.Add($"{variant}: {exception.GetType().Name}: {exception.Message}");
            }
        }
        Assert.True(failures.Count == 0, string.Join("\n\n", failures));
    }

    private void AssertSameOnBoth(Variant variant)
    {
        var (json, onCpu) = variant.FirstThatFits(_bases);
        Assert.True(onCpu.Error is null, $"on the CPU: {onCpu.Error}");
        var config = variant.On("cuda", json, _bases);
        var (onDevice, ofAStep, ofAnEvaluation) = Watched(config);
        Assert.True(onDevice.Error is null, $"on the device: {onDevice.Error}");
        AssertSame(onCpu, onDevice);
        Assert.Empty(ofAStep.Except(s_ofTheOrder));
        Assert.Empty(ofAnEvaluation.Except(s_ofTheOrder).Except(s_copies));
        Directory.Delete(onDevice.Folder, recursive: true);
        AssertSame(onCpu, Resumed(config));
        AssertSameInWindows(onCpu, variant with { Sets = [.. variant.Sets, "diagnostics.every_steps=0"] }, json);
    }

    // Trains without measurements of the signal, because a measurement would end a window. Updates 3 and 4 are then in one window.
    private void AssertSameInWindows(RunSummary expected, Variant variant, string json)
    {
        var config = variant.On("cuda", json, _bases);
        var inWindows = Runner.Run(config, _bases.Request with { UpdatesPerWait = 3 }, new SilentObserver(), CancellationToken.None);
        Assert.Equal(expected.Status, inWindows.Status);
        Assert.Equal(RunFixture.Results(RunFixture.Metrics(expected)), RunFixture.Results(RunFixture.Metrics(inWindows)));
        Assert.Equal(Weights(expected), Weights(inWindows));
        Directory.Delete(inWindows.Folder, recursive: true);
    }

    // Returns the operators whose results stay on the CPU: in the second update, and in the following evaluation and measurement.
    private (RunSummary Summary, IReadOnlyList<string> OfAStep, IReadOnlyList<string> OfAnEvaluation) Watched(ResolvedConfig config)
    {
        IReadOnlyList<string> step = [], evaluation = [];
        var observer = new LossObserver(report =>
        {
            if (report.Step == 2)
                step = HostCuda.EndWatch();
            if (report.Step == 3)
                evaluation = HostCuda.EndWatch();
            if (report.Step is 1 or 2)
                HostCuda.BeginWatch();
        });
        try
        {
            var summary = Runner.Run(config, _bases.Request, observer, CancellationToken.None);
            return (summary, step, evaluation);
        }
        finally
        {
            HostCuda.EndWatch();
        }
    }

    private RunSummary Resumed(ResolvedConfig config)
    {
        using var stop = new CancellationTokenSource();
        var observer = new LossObserver(report =>
        {
            if (report.Step == 3)
                stop.Cancel();
        });
        Runner.Run(config, _bases.Request, observer, stop.Token);
        return Runner.Run(config, _bases.Request with { Resume = true }, new SilentObserver(), CancellationToken.None);
    }

    private void AssertSame(RunSummary expected, RunSummary actual)
    {
        Assert.Equal(expected.Status, actual.Status);
        Assert.Equal(RunFixture.Results(RunFixture.Metrics(expected)), RunFixture.Results(RunFixture.Metrics(actual)));
        Assert.Equal(Lines(expected, "signal.jsonl"), Lines(actual, "signal.jsonl"));
        Assert.Equal(Weights(expected), Weights(actual));
    }

    private static string[] Lines(RunSummary summary, string name) =>
        File.Exists(Path.Combine(summary.Folder, name)) ? File.ReadAllLines(Path.Combine(summary.Folder, name)) : [];

    private static byte[] Weights(RunSummary summary) => File.ReadAllBytes(Path.Combine(summary.Folder, "checkpoints", "last.safetensors"));
}
