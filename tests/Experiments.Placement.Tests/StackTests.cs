using Experiments.Tests.Runs;

namespace Experiments.Placement.Tests;

/// <summary>Tests cells that train together on the device. These cells must have the same numbers as separate cells on the CPU, and wait
/// for the device together.</summary>
public sealed class StackTests : IDisposable
{
    private const int Cells = 3;

    // Largest difference between two sums of float32 numbers in different orders.
    private const double Rounding = 1e-4;

    private const string Vgg = "model={\"kind\":\"vgg\",\"channels\":\"4 M 4\",\"batch_norm\":true}";
    private const string ResNet = "model={\"kind\":\"resnet\",\"depth\":8,\"width\":4}";

    private readonly Bases _bases = new();

    public StackTests() => HostCuda.Require();

    public void Dispose() => _bases.Dispose();

    [SkippableTheory]
    [InlineData("model.normalization=\"none\"")]
    [InlineData("model.normalization=\"batch\"", "training.ema={\"decay\":0.9}")]
    [InlineData("model.normalization=\"layer\"", "model.activation={\"kind\":\"prelu\"}")]
    [InlineData("model.normalization=\"layer\"", "model.weight_standardization=true")]
    [InlineData(Vgg)]
    [InlineData(Vgg, "model.weight_standardization=true", "optimizer={\"kind\":\"sgd\",\"lr\":0.01,\"weight_decay\":0.01}")]
    [InlineData(ResNet)]
    [InlineData(ResNet, "model.shortcut=\"projection\"", "model.preactivation=true")]
    public void A_stack_on_the_device_gives_what_its_cells_give_on_the_CPU(params string[] sets)
    {
        // The first update is also computed cell by cell, for the comparison with the stack's update.
        string[] all = ["training.steps=2", "training.eval_every_steps=2", "diagnostics.every_steps=0", .. sets];
        var alone = Enumerable.Range(0, Cells).Select(cell => Together("alone", "cpu", [.. all, $"seed={cell}"]).Single()).ToList();

        var together = Together("together", "cuda", [.. Enumerable.Range(0, Cells).Select(cell => (string[])[.. all, $"seed={cell}"])]);

        foreach (var (one, stacked) in alone.Zip(together))
        {
            Assert.Equal(2, stacked.Stack?.SharedUpdates);
            var (expected, actual) = (Weights(one), Weights(stacked));
            Assert.All(expected, pair => Assert.True(Distance(pair.Value, actual[pair.Key]) <= Rounding, pair.Key));
        }

        // Two different cells must differ by more than the tolerance.
        Assert.Contains(Weights(alone[0]), pair => Distance(pair.Value, Weights(together[1])[pair.Key]) > 10 * Rounding);
    }

    [SkippableTheory]
    [InlineData("model.normalization=\"batch\"")]
    [InlineData("optimizer={\"kind\":\"adamw\",\"lr\":0.01}")]
    [InlineData(Vgg)]
    [InlineData(ResNet)]
    public void An_update_of_all_cells_waits_for_the_device_once(string set)
    {
        var waits = new List<long>();
        var observer = new LossObserver(_ => waits.Add(HostCuda.Reads + HostCuda.Synchronizations));
        string[] all = ["data.limit=200", "training.steps=12", "training.eval_every_steps=12", "diagnostics.every_steps=0", set];

        Together("waits", [.. Enumerable.Range(0, Cells).Select(cell => (_bases.Digits("cuda", [.. all, $"seed={cell}"]),
            cell == 0 ? (IRunObserver)observer : new SilentObserver()))]);

        Assert.All(Enumerable.Range(3, 6), step => Assert.Equal(1, waits[step] - waits[step - 1]));
    }

    private List<RunSummary> Together(string root, string device, params string[][] cells) =>
        Together(root, [.. cells.Select(cell => (_bases.Digits(device, cell), (IRunObserver)new SilentObserver()))]);

    private List<RunSummary> Together(string root, (ResolvedConfig Config, IRunObserver Observer)[] runs)
    {
        var request = _bases.Request with { OutputRoot = Path.Combine(_bases.Request.OutputRoot!, root) };
        return [.. Runner.RunTogether([.. runs.Select(run => (run.Config, request, run.Observer))], CancellationToken.None)
            .Select(outcome => outcome.Summary!)];
    }

    private static Dictionary<string, double[]> Weights(RunSummary summary)
    {
        Assert.Null(summary.Error);
        using var scope = NewDisposeScope();
        return Safetensors.Read(Path.Combine(summary.Folder, "checkpoints", "last.safetensors"))
            .ToDictionary(pair => pair.Key, pair => pair.Value.to(ScalarType.Float64).flatten().data<double>().ToArray());
    }

    // Returns the relative distance. A bias of 0 may differ from 0 by rounding.
    private static double Distance(double[] expected, double[] actual) =>
        Norm([.. expected.Zip(actual, (one, other) => one - other)]) / Math.Max(Norm(expected), 1e-3);

    private static double Norm(double[] values) => Math.Sqrt(values.Sum(value => value * value));
}
