using Experiments.Tests.Runs;

namespace Experiments.Placement.Tests;

/// <summary>
/// Tests that training, measuring and evaluating every model and every activation in bfloat16 gives the same results on the device as on
/// the CPU.
/// </summary>
public sealed class BFloat16Tests : IDisposable
{
    private const string Precision = "precision=\"bfloat16\"";

    private readonly Bases _bases = new();

    public static TheoryData<string, string> Rows
    {
        get
        {
            var rows = new TheoryData<string, string>();
            foreach (var (place, row) in Variants.Parts().Where(part => part.Place is "model" or "model.activation" && part.Row.Length > 0))
                rows.Add(place, row);
            return rows;
        }
    }

    public void Dispose() => _bases.Dispose();

    [Fact]
    public void The_models_and_the_activations_are_among_the_rows() =>
        Assert.Equal(["model", "model.activation"], Rows.Select(row => (string)row[0]).Distinct().Order());

    [SkippableTheory]
    [MemberData(nameof(Rows))]
    public void The_device_gives_the_CPUs_results_which_differ_from_float32(string place, string row)
    {
        HostCuda.Require();
        var variant = Variants.Of(place, row, _bases).First();
        var mixed = new Variant(variant.Name, [.. variant.Sets, Precision]);
        var (json, onCpu) = mixed.FirstThatFits(_bases);
        Assert.True(onCpu.Error is null, $"on the CPU: {onCpu.Error}");

        var onDevice = Run(mixed.On("cuda", json, _bases));
        Assert.True(onDevice.Error is null, $"on the device: {onDevice.Error}");

        Assert.Equal(Results(onCpu), Results(onDevice));
        Assert.Equal(Signal(onCpu), Signal(onDevice));
        Assert.Equal(Weights(onCpu, "last"), Weights(onDevice, "last"));
        var single = Run(variant.On("cpu", json, _bases));
        Assert.Equal(Weights(single, "initial"), Weights(onCpu, "initial"));
        Assert.NotEqual(Weights(single, "last"), Weights(onCpu, "last"));
        Assert.NotEqual(single.Identity, onCpu.Identity);
    }

    private RunSummary Run(ResolvedConfig config) => Runner.Run(config, _bases.Request, new SilentObserver(), CancellationToken.None);

    private static string[] Results(RunSummary summary) => [.. RunFixture.Results(RunFixture.Metrics(summary))];

    private static string[] Signal(RunSummary summary) => File.ReadAllLines(Path.Combine(summary.Folder, "signal.jsonl"));

    private static byte[] Weights(RunSummary summary, string name) =>
        File.ReadAllBytes(Path.Combine(summary.Folder, "checkpoints", $"{name}.safetensors"));
}
