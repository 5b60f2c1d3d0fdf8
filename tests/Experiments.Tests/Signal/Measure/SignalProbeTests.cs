using Experiments.Tests.Runs;

namespace Experiments.Tests.Signal.Measure;

public sealed class SignalProbeTests : IDisposable
{
    private readonly RunFixture _runs = new();

    public void Dispose() => _runs.Dispose();

    [Fact]
    public void Every_number_of_a_small_network_follows_from_the_formulas()
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
        // Computes the backward pass by hand: δ3 = (softmax(z3) − onehot(y)) / N, δl = (δl+1 Wl+1)(1 − al²).
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

    // Unit 0 has weight −1 and only positive inputs. Unit 1 equals the input. Unit 2 is 0 for one of two examples.
    [Fact]
    public void Dead_units_saturated_values_and_the_update_ratio_are_those_computed_by_hand()
    {
        using var scope = NewDisposeScope();
        var model = new Mlp { Hidden = [3], Activation = new ReluActivation(), Bias = false }.Build(new ModelShape([2], 2));
        var weight = model.parameters().First();
        using (no_grad())
            weight.copy_(tensor(new float[] { -1, -1, 1, 0, 1, -1 }).reshape(3, 2));
        using var probe = new SignalProbe(model, new CrossEntropyLoss(), tensor(new float[] { 1, 2, 2, 1 }).reshape(2, 2),
            tensor(new long[] { 0, 1 }));

        probe.RememberWeights();
        using (no_grad())
            weight.mul_(1.5);
        var signal = probe.Measure(new ProbeDetail(HistogramBins: 3, SingularValues: true))[0];

        Assert.Equal(1.0 / 3, signal.DeadShare!.Value, 12);
        // The values times 1.5 are −3 1 −1 / −3 2 1. Three of these six values are not above 0.
        Assert.Equal(3.0 / 6, signal.SaturatedShare!.Value, 12);
        Assert.Equal(0.5, signal.UpdateRatio!.Value, 6);
        // For the old weights, WᵀW = ((3, 0), (0, 2)).
        Assert.Equal(1.5 * Math.Sqrt(3), signal.LargestSingularValue!.Value, 6);
        // The weights are −1 −1 1 0 1 −1, so the counts of the three bins are three, one and two.
        Assert.Equal([3L, 1, 2], signal.Histograms!.Weight!.Counts);
        Assert.Equal(6, signal.Histograms.PreActivation!.Counts.Sum());
        Assert.Null(probe.Measure()[0].UpdateRatio);
        Assert.Null(probe.Measure()[1].DeadShare);
    }

    [Fact]
    public void A_channel_is_dead_only_if_it_is_0_at_every_position()
    {
        using var scope = NewDisposeScope();
        var model = new Vgg { Channels = "2", Hidden = [] }.Build(new ModelShape([1, 3, 3], 2));
        var (weight, bias) = (model.parameters().First(), model.parameters().Skip(1).First());
        using (no_grad())
        {
            weight.zero_();
            weight[0, 0, 1, 1] = tensor(1f);
            bias.copy_(tensor(new float[] { -4.5f, -1 }));
        }

        // Channel 0 is active only at the last position of one example.
        var inputs = cat([arange(0, 9, dtype: ScalarType.Float32).reshape(1, 1, 3, 3).sub(3), zeros([1, 1, 3, 3])], 0);
        var signal = new SignalProbe(model, new CrossEntropyLoss(), inputs, tensor(new long[] { 0, 1 })).Measure()[0];

        Assert.Equal(0.5, signal.DeadShare!.Value, 12);
        Assert.Equal(35.0 / 36, signal.SaturatedShare!.Value, 12);
    }

    [Fact]
    public void The_pre_activation_is_measured_after_a_normalisation()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(7, CPU);
        var model = new Mlp { Hidden = [5], Normalization = "batch" }.Build(new ModelShape([6], 3));
        var x = randn([64, 6], dtype: ScalarType.Float32, device: CPU, generator: generator);
        var before = model.named_buffers().ToDictionary(buffer => buffer.Item1, buffer => buffer.Item2.clone());

        var signals = new SignalProbe(model, new CrossEntropyLoss(), x, zeros([64], dtype: ScalarType.Int64)).Measure();

        Assert.Equal(0, signals[0].PreActivation.Mean, 5);
        Assert.Equal(1, signals[0].PreActivation.Variance, 3);
        Assert.All(model.named_buffers(),
            buffer => Assert.Equal(0, (buffer.Item2 - before[buffer.Item1]).abs().sum().to(ScalarType.Float64).item<double>()));
    }

    [Fact]
    public void Dropout_is_on_and_every_measurement_uses_the_same_masks()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(7, CPU);
        var model = new Mlp { Hidden = [64], Activation = new ReluActivation(), DropoutProbability = 0.4 }.Build(new ModelShape([6], 3));
        var x = randn([8, 6], dtype: ScalarType.Float32, device: CPU, generator: generator);
        var weights = model.parameters().ToList();
        using var probe = new SignalProbe(model, new CrossEntropyLoss(), x, zeros([8], dtype: ScalarType.Int64), seed: 12);

        var (first, second) = (probe.Measure(), probe.Measure());

        var hidden = nn.functional.relu(x.matmul(weights[0].t()) + weights[1]);
        using (manual_seed(7284598262884713822))
        {
        }

        var kept = nn.functional.dropout(hidden, 0.4, training: true);
        AssertMoments([kept.matmul(weights[2].t()) + weights[3]], [first[1].PreActivation]);
        AssertMoments([hidden], [first[0].Activation!.Value]);
        Assert.Equal(first, second);
        using var other = new SignalProbe(model, new CrossEntropyLoss(), x, zeros([8], dtype: ScalarType.Int64), seed: 13);
        Assert.NotEqual(first[1].PreActivation, other.Measure()[1].PreActivation);
    }

    // The cases include all state that a measurement could change by mistake: running statistics, dropout masks, random crops, optimiser
    // state, averaged weights, and gradients accumulated over several batches.
    [Theory]
    [InlineData("model={\"kind\":\"mlp\",\"hidden\":[16],\"normalization\":\"batch\",\"dropout\":0.2}",
        "optimizer={\"kind\":\"adam\",\"lr\":0.01}")]
    [InlineData("model={\"kind\":\"mlp\",\"hidden\":[16],\"activation\":{\"kind\":\"selu\"},\"dropout\":0.2,\"dropout_kind\":\"alpha\"}",
        "training.accumulate=2")]
    [InlineData("model={\"kind\":\"vgg\",\"channels\":\"4 M 8\",\"hidden\":[16],\"batch_norm\":true,\"dropout2d\":0.1}",
        "data.augment={\"crop_padding\":1,\"flip\":true}", "training.ema={\"decay\":0.9}")]
    public void Measuring_changes_no_bit_of_a_run_or_a_resumed_run(params string[] sets)
    {
        var plain = _runs.Run(RunFixture.DigitsMlp, [.. sets, "name=\"plain\"", "diagnostics.every_steps=0"]);
        var measured = _runs.Run(RunFixture.DigitsMlp,
            [.. sets, "name=\"measured\"", "diagnostics={\"every_steps\":3,\"probe_size\":50,\"histograms\":true}"]);
        using var stop = new CancellationTokenSource();
        var observer = new LossObserver(report =>
        {
            if (report.Step == 21)
                stop.Cancel();
        });
        string[] resumable = [.. sets, "name=\"resumed\"", "diagnostics.every_steps=7"];
        Runner.Run(_runs.Read(RunFixture.DigitsMlp, resumable), _runs.Request, observer, stop.Token);
        var resumed = Runner.Run(_runs.Read(RunFixture.DigitsMlp, resumable), _runs.Request with { Resume = true }, new SilentObserver(),
            CancellationToken.None);

        Assert.False(File.Exists(Path.Combine(plain.Folder, "signal.jsonl")));
        foreach (var other in new[] { measured, resumed })
        {
            Assert.Equal(RunStatus.Completed, other.Status);
            Assert.True(File.Exists(Path.Combine(other.Folder, "signal.jsonl")));
            Assert.Equal(RunFixture.Results(RunFixture.Metrics(plain)), RunFixture.Results(RunFixture.Metrics(other)));
            foreach (var weights in Directory.GetFiles(Path.Combine(plain.Folder, "checkpoints")))
                Assert.Equal(File.ReadAllBytes(weights),
                    File.ReadAllBytes(Path.Combine(other.Folder, "checkpoints", Path.GetFileName(weights))));
        }
    }

    [Fact]
    public void Lines_are_written_at_the_start_and_at_each_interval_and_the_interval_is_not_part_of_the_identity()
    {
        var plain = _runs.Run(RunFixture.DigitsMlp);

        var measured = _runs.Run(RunFixture.DigitsMlp, "diagnostics={\"every_steps\":15,\"probe_size\":100}");

        Assert.Equal(plain.Identity, measured.Identity);
        Assert.Equal(
            ["0 features.0", "0 classifier.0", "15 features.0", "15 classifier.0", "30 features.0", "30 classifier.0"],
            JsonLines.Read(Path.Combine(measured.Folder, "signal.jsonl")).Select(row => $"{row["step"]} {row["layer"]}"));
        Assert.Equal(["0", "0"],
            JsonLines.Read(Path.Combine(plain.Folder + ".previous-1", "signal.jsonl")).Select(row => $"{row["step"]}"));
    }

    [Fact]
    public void By_default_a_run_measures_every_200_updates()
    {
        var summary = _runs.Run(RunFixture.DigitsMlp, "training.steps=400", "training.eval_every_steps=400");

        Assert.Equal([0L, 200, 400],
            JsonLines.Read(Path.Combine(summary.Folder, "signal.jsonl")).Select(row => row["step"]!.GetValue<long>()).Distinct());
    }

    [Fact]
    public void A_signal_that_cannot_be_measured_is_a_warning_and_changes_nothing()
    {
        var (untouched, silence) = Train(probeSize: 0);

        var (weights, events) = Train(probeSize: 3);

        Assert.DoesNotContain("measured", silence, StringComparison.Ordinal);
        Assert.Single(events.Split('\n'),
            line => line.Contains("after step 0", StringComparison.Ordinal)
                && line.Contains("Three are too few. To use less memory, set a smaller diagnostics.probe_size", StringComparison.Ordinal));
        Assert.Equal(untouched, weights);

        // Trains the network Fussy with the recorder. A probe size of 0 means no measurement.
        (byte[] Weights, string Events) Train(int probeSize)
        {
            using var scope = NewDisposeScope();
            // The config has dropout because the network has dropout. The generators are therefore seeded before each update.
            var config = _runs.Read(RunFixture.DigitsMlp, "training.steps=3", "model.dropout=0.2").Config;
            using var data = config.Data.Load(new DataContext(_runs.Request.DataRoots, CPU, ScalarType.Float32));
            using var model = new Fussy();
            Initializer.Apply(model, config.Init, seed: 0);
            var folder = RunFolder.Of(_runs.Root, "fussy", $"{probeSize}00000000000", 0);
            Directory.CreateDirectory(folder.Checkpoints);
            using var records = Records.Create(folder, withSignal: true);
            using (var log = new EventLog(JsonLines.Create(folder.Events), Serilog.Core.Logger.None))
            {
                using var trainer = new Trainer(TrainingPlan.Of(config, data), model, data, CPU);
                var checkpoint = new Checkpoint(folder, model, trainer.Optimizer, trainer.Average);
                using var probe = new SignalProbe(model, new CrossEntropyLoss(), data.Train.Inputs.narrow(0, 0, 3),
                    data.Train.Targets.narrow(0, 0, 3));
                var options = new DiagnosticsOptions { EverySteps = 1, ProbeSize = probeSize };
                using var recorder = new RunRecorder(
                    log, new SilentObserver(), trainer, checkpoint, records, TimeSpan.FromHours(1), probeSize > 0 ? probe : null, options);
                Assert.Equal(TrainingEnd.Completed, trainer.Run(recorder, CancellationToken.None));
                checkpoint.WriteModel("last", 3);
            }

            Assert.Equal(0, records.Signal!.Length);
            return (File.ReadAllBytes(folder.Weights("last")), File.ReadAllText(folder.Events));
        }
    }

    [Fact]
    public void Lines_have_histograms_up_to_the_maximum_file_size_and_always_the_update_ratio()
    {
        var summary = _runs.Run(RunFixture.DigitsMlp, "training.steps=3", "optimizer={\"kind\":\"sgd\",\"lr\":0.5}",
            "diagnostics={\"every_steps\":1,\"histograms\":true,\"histogram_bins\":7,\"histogram_bytes\":3000}");

        var rows = JsonLines.Read(Path.Combine(summary.Folder, "signal.jsonl")).ToList();
        Assert.Equal(8, rows.Count);
        Assert.Equal(64 * 16, rows[0]["histograms"]!["weight"]!["counts"]!.AsArray().Sum(count => count!.GetValue<long>()));
        Assert.Equal(7, rows[0]["histograms"]!["pre_activation_grad"]!["counts"]!.AsArray().Count);
        Assert.Null(rows[1]["histograms"]!["activation"]);
        // No line with histograms ends beyond the maximum size for histograms.
        var bytes = File.ReadAllLines(Path.Combine(summary.Folder, "signal.jsonl"))
            .Select(line => Encoding.UTF8.GetByteCount(line) + 1L).ToList();
        Assert.All(rows.Index().Where(row => row.Item.ContainsKey("histograms")),
            row => Assert.True(bytes.Take(row.Index + 1).Sum() <= 3000));
        Assert.False(rows[^1].ContainsKey("histograms"));
        Assert.Null(rows[0]["update_ratio"]);
        Assert.All(rows.Skip(2), row => Assert.InRange(row["update_ratio"]!.GetValue<double>(), 1e-4, 0.5));
    }

    [Fact]
    public void A_resumed_run_writes_the_same_lines_as_an_uninterrupted_run()
    {
        string[] sets = ["diagnostics={\"every_steps\":7,\"probe_size\":64}"];
        var whole = _runs.Run(RunFixture.DigitsMlp, [.. sets, "name=\"whole\""]);
        foreach (var step in new[] { 0, 20, 27, 35 })
        {
            using var stop = new CancellationTokenSource();
            // The run is interrupted during the first evaluation, after the first measurement.
            if (step == 0)
                stop.Cancel();
            var observer = new LossObserver(report =>
            {
                if (report.Step == step)
                    stop.Cancel();
            });
            Runner.Run(_runs.Read(RunFixture.DigitsMlp, [.. sets, $"name=\"at-{step}\""]), _runs.Request, observer, stop.Token);
            var resumed = Runner.Run(_runs.Read(RunFixture.DigitsMlp, [.. sets, $"name=\"at-{step}\""]),
                _runs.Request with { Resume = true }, new SilentObserver(), CancellationToken.None);
            Assert.Equal(File.ReadAllText(Path.Combine(whole.Folder, "signal.jsonl")),
                File.ReadAllText(Path.Combine(resumed.Folder, "signal.jsonl")));
        }
    }

    [Fact]
    public void A_run_that_resumes_without_measuring_keeps_the_earlier_lines()
    {
        long[] Steps(params (int Until, int Every)[] parts)
        {
            RunSummary? summary = null;
            foreach (var (until, every) in parts)
            {
                using var stop = new CancellationTokenSource();
                var observer = new LossObserver(report =>
                {
                    if (report.Step == until)
                        stop.Cancel();
                });
                var config = _runs.Read(RunFixture.DigitsMlp, "name=\"on-and-off\"", "training.steps=30",
                    $"diagnostics={{\"every_steps\":{every},\"probe_size\":32}}");
                summary = Runner.Run(config, _runs.Request with { Resume = summary is not null }, observer, stop.Token);
            }

            return [.. JsonLines.Read(Path.Combine(summary!.Folder, "signal.jsonl")).Select(row => row["step"]!.GetValue<long>())
                .Distinct()];
        }

        Assert.Equal([0, 5, 10, 25, 30], Steps((10, 5), (20, 0), (int.MaxValue, 5)));
    }

    // The update ratio describes only the last update, even if several updates were made since the previous measurement.
    [Fact]
    public void The_update_ratio_is_of_one_update_for_any_interval()
    {
        double Ratio(int every) =>
            JsonLines.Read(Path.Combine(_runs.Run(RunFixture.DigitsMlp, $"name=\"every-{every}\"", "training.steps=6",
                $"diagnostics.every_steps={every}").Folder, "signal.jsonl"))
                .Last(row => (string)row["layer"]! == "features.0")["update_ratio"]!.GetValue<double>();
        Assert.Equal(Ratio(1), Ratio(6));
    }

    [Fact]
    public void A_layer_of_NaN_does_not_count_as_active()
    {
        using var scope = NewDisposeScope();
        using var model = new Mlp { Hidden = [4], Activation = new TanhActivation() }.Build(new ModelShape([3], 2));
        using (no_grad())
            model.parameters(recurse: true).First().fill_(float.NaN);
        using var probe = new SignalProbe(model, new CrossEntropyLoss(), ones([5, 3], dtype: ScalarType.Float32),
            zeros([5], dtype: ScalarType.Int64));
        var signal = probe.Measure()[0];
        Assert.True(double.IsNaN(signal.DeadShare!.Value));
        Assert.True(double.IsNaN(signal.SaturatedShare!.Value));
    }

    [Fact]
    public void A_convolutional_network_is_measured_layer_by_layer()
    {
        var summary = _runs.Run(
            RunFixture.DigitsMlp, "model={\"kind\":\"vgg\",\"channels\":\"4 M 8\",\"hidden\":[16],\"batch_norm\":true}", "training.steps=1",
            "diagnostics.every_steps=1");

        Assert.Equal(RunStatus.Completed, summary.Status);
        var rows = JsonLines.Read(Path.Combine(summary.Folder, "signal.jsonl")).ToList();
        Assert.Equal(2 * 4, rows.Count);
        Assert.Equal(["conv", "conv", "linear", "linear"], rows.Take(4).Select(row => row["kind"]!.GetValue<string>()));
        // Batch normalisation follows the convolutions.
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

    private static double Norm(Tensor values) =>
        Math.Sqrt(values.detach().to(ScalarType.Float64).contiguous().data<double>().ToArray().Sum(number => number * number));

    // A network that throws in the middle of a measurement on three examples, after running statistics have changed and dropout masks have
    // been drawn.
    private sealed class Fussy : nn.Module<Tensor, Tensor>
    {
        private readonly nn.Module<Tensor, Tensor> _inner = new Mlp { Hidden = [16], Normalization = "batch", DropoutProbability = 0.2 }
            .Build(new ModelShape([1, 8, 8], 10));

        public Fussy()
            : base("Fussy") => RegisterComponents();

        public override Tensor forward(Tensor input)
        {
            var output = _inner.call(input);
            return input.shape[0] == 3 ? throw new InvalidOperationException("Three are too few.") : output;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                _inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
