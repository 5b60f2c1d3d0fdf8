using Experiments.Diagnostics;
using Experiments.Models;
using Experiments.Runs;
using Experiments.Serialization;
using Experiments.Tests.Runs;
using Experiments.Training;
using static TorchSharp.torch;

namespace Experiments.Tests.Diagnostics;

public sealed class SignalProbeTests : IDisposable
{
    private readonly RunFixture _runs = new();

    public void Dispose() => _runs.Dispose();

    [Fact]
    public void Every_number_of_a_small_network_is_the_one_that_the_formulas_give()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(7, CPU);
        var model = new Mlp { Hidden = [5, 4], Activation = new TanhActivation() }.Build(new ModelShape([6], 3));
        var x = randn([8, 6], dtype: ScalarType.Float32, device: CPU, generator: generator);
        var y = tensor(new long[] { 0, 1, 2, 0, 1, 2, 0, 1 });
        var weights = model.parameters().ToList();

        var signals = new SignalProbe(model, new CrossEntropyLoss(), x, y).Measure();

        var z1 = x.matmul(weights[0].t()) + weights[1];
        var a1 = z1.tanh();
        var z2 = a1.matmul(weights[2].t()) + weights[3];
        var a2 = z2.tanh();
        var z3 = a2.matmul(weights[4].t()) + weights[5];
        // Backwards by hand: δ3 = (softmax(z3) − onehot(y)) / N, δl = (δl+1 Wl+1)(1 − al²).
        var d3 = (z3.softmax(1) - nn.functional.one_hot(y, 3)) / 8.0;
        var d2 = d3.matmul(weights[4]) * (1.0 - a2 * a2);
        var d1 = d2.matmul(weights[2]) * (1.0 - a1 * a1);

        Assert.Equal(["features.0", "features.2", "classifier.0"], signals.Select(signal => signal.Layer));
        Assert.Equal([0, 1, 2], signals.Select(signal => signal.Depth));
        AssertMoments([z1, z2, z3], signals.Select(signal => signal.PreActivation));
        AssertMoments([a1, a2], signals.Take(2).Select(signal => signal.Activation!.Value));
        Assert.Null(signals[2].Activation);
        AssertMoments([d1, d2, d3], signals.Select(signal => signal.PreActivationGradient));
        AssertMoments([weights[0], weights[2], weights[4]], signals.Select(signal => signal.Weight));
        var gradients = new[] { d1.t().matmul(x), d2.t().matmul(a1), d3.t().matmul(a2) };
        for (var layer = 0; layer < 3; layer++)
        {
            Assert.Equal(Norm(weights[2 * layer]), signals[layer].WeightNorm, 5);
            Assert.Equal(Norm(gradients[layer]), signals[layer].WeightGradientNorm, 5);
        }
    }

    [Fact]
    public void The_pre_activation_is_what_stands_behind_a_normalisation()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(7, CPU);
        var model = new Mlp { Hidden = [5], Normalization = "batch" }.Build(new ModelShape([6], 3));
        var x = randn([64, 6], dtype: ScalarType.Float32, device: CPU, generator: generator);
        var before = model.named_buffers().ToDictionary(buffer => buffer.Item1, buffer => buffer.Item2.clone());

        var signals = new SignalProbe(model, new CrossEntropyLoss(), x, zeros([64], dtype: ScalarType.Int64)).Measure();

        Assert.Equal(0, signals[0].PreActivation.Mean, 5);
        Assert.Equal(1, signals[0].PreActivation.Variance, 3);
        Assert.All(model.named_buffers(), buffer => Assert.Equal(0, (buffer.Item2 - before[buffer.Item1]).abs().sum().to(ScalarType.Float64).item<double>()));
    }

    [Fact]
    public void Measuring_changes_nothing_and_the_lines_come_at_the_start_and_on_the_cadence()
    {
        string[] sets = ["model.normalization=\"batch\"", "model.dropout=0.2", "optimizer.momentum=0.9"];
        var plain = _runs.Run(RunFixture.DigitsMlp, sets);
        var rows = RunFixture.Results(RunFixture.Metrics(plain));
        var weights = File.ReadAllBytes(Path.Combine(plain.Folder, "checkpoints", "last.safetensors"));

        var measured = _runs.Run(RunFixture.DigitsMlp, [.. sets, "diagnostics={\"every_steps\":15,\"probe_size\":100}"]);

        Assert.Equal(plain.Identity, measured.Identity);
        Assert.Equal(rows, RunFixture.Results(RunFixture.Metrics(measured)));
        Assert.Equal(weights, File.ReadAllBytes(Path.Combine(measured.Folder, "checkpoints", "last.safetensors")));
        Assert.Equal(
            ["0 features.0", "0 classifier.0", "15 features.0", "15 classifier.0", "30 features.0", "30 classifier.0"],
            JsonLines.Read(Path.Combine(measured.Folder, "signal.jsonl")).Select(row => $"{row["step"]} {row["layer"]}"));
        Assert.False(File.Exists(Path.Combine(plain.Folder + ".previous-1", "signal.jsonl")));
    }

    [Fact]
    public void A_convolutional_network_is_measured_layer_by_layer()
    {
        var summary = _runs.Run(
            RunFixture.DigitsMlp, "model={\"kind\":\"vgg\",\"channels\":\"4 M 8\",\"hidden\":[16],\"batch_norm\":true}", "training.steps=1", "diagnostics.every_steps=1");

        Assert.Equal(RunStatus.Completed, summary.Status);
        var rows = JsonLines.Read(Path.Combine(summary.Folder, "signal.jsonl")).ToList();
        Assert.Equal(2 * 4, rows.Count);
        Assert.Equal(["conv", "conv", "linear", "linear"], rows.Take(4).Select(row => row["kind"]!.GetValue<string>()));
        // Batch normalisation stands behind the convolutions.
        Assert.Equal(1, rows[0]["pre_activation_var"]!.GetValue<double>(), 3);
    }

    private static void AssertMoments(Tensor[] expected, IEnumerable<Moments> measured)
    {
        foreach (var (values, moments) in expected.Zip(measured))
        {
            var numbers = values.detach().to(ScalarType.Float64).contiguous().data<double>().ToArray();
            var mean = numbers.Average();
            Assert.Equal(mean, moments.Mean, 6);
            Assert.Equal(numbers.Average(number => (number - mean) * (number - mean)), moments.Variance, 6);
            Assert.Equal(numbers.Average(number => number * number), moments.SecondMoment, 6);
        }
    }

    private static double Norm(Tensor values) => Math.Sqrt(values.detach().to(ScalarType.Float64).contiguous().data<double>().ToArray().Sum(number => number * number));
}
