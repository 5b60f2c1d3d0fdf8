namespace Experiments.Tests.Data;

public sealed class SyntheticOptionsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private DataSplits Load(SyntheticOptions options) => options.Load(_folder.Context(ScalarType.Float64));

    private static SyntheticOptions Whole => new() { Test = 0, Validation = 0 };

    // With n Gaussian examples, a feature's variance λ has the standard error λ·√(2/n), and the correlation of two features has the
    // standard error 1/√n.
    [Theory]
    [InlineData("flat", 1, 8)]
    [InlineData("power_law", 1, 8)]
    [InlineData("power_law", 2.5, 5)]
    public void The_covariance_of_the_inputs_has_the_spectrum_that_is_asked_for(string spectrum, double exponent, int features)
    {
        const int examples = 40_000;
        using var splits = Load(Whole with { Features = features, Examples = examples, Spectrum = spectrum, Exponent = exponent });
        using var scope = NewDisposeScope();
        var x = splits.Train.Inputs;
        var covariance = x.t().matmul(x).div(examples).data<double>().ToArray();
        var powers = Enumerable.Range(1, features).Select(i => spectrum == "flat" ? 1 : Math.Pow(i, -exponent)).ToArray();
        var expected = powers.Select(power => power * features / powers.Sum()).ToArray();
        for (var i = 0; i < features; i++)
        {
            var error = 4.5 * expected[i] * Math.Sqrt(2.0 / examples);
            Assert.InRange(covariance[(i * features) + i], expected[i] - error, expected[i] + error);
            // The test must fail if the exponent is larger by a tenth, or if eigenvalues are used as standard deviations.
            Assert.True(spectrum == "flat" || i == 0 || Math.Abs((expected[i] * expected[i]) - expected[i]) > error
                || Math.Abs(expected[i] - 1) < 0.1);
            for (var j = 0; j < i; j++)
                Assert.InRange(covariance[(i * features) + j] / Math.Sqrt(expected[i] * expected[j]), -4.5 / Math.Sqrt(examples),
                    4.5 / Math.Sqrt(examples));
        }
    }

    [Fact]
    public void A_power_law_can_be_told_from_its_neighbour()
    {
        const int examples = 40_000;
        using var splits = Load(Whole with { Features = 8, Examples = examples, Spectrum = "power_law", Exponent = 1.5 });
        using var scope = NewDisposeScope();
        var variances = splits.Train.Inputs.square().mean([0]).data<double>().ToArray();
        // The slope of log λ over log i by least squares; its standard error is √(2/n)/√Σ(log i − mean)².
        var logs = Enumerable.Range(1, 8).Select(i => Math.Log(i)).ToArray();
        var spread = logs.Sum(log => (log - logs.Average()) * (log - logs.Average()));
        var slope = logs.Zip(variances, (log, variance) => (log - logs.Average()) * Math.Log(variance)).Sum() / spread;
        var error = 4.5 * Math.Sqrt(2.0 / examples / spread);
        Assert.InRange(slope, -1.5 - error, -1.5 + error);
        Assert.True(error < 0.05);
    }

    [SkippableTheory]
    [InlineData("classification", "relu", "flat", 0.0)]
    [InlineData("classification", "tanh", "power_law", 0.0)]
    [InlineData("regression", "relu", "power_law", 0.5)]
    public void The_documented_PyTorch_gives_the_same_data(string task, string activation, string spectrum, double noise)
    {
        var isRegression = task == "regression";
        var options = Whole with { Features = 7, Examples = 50, Task = task, TeacherActivation = activation, TeacherHidden = [9, 5],
            Spectrum = spectrum, Exponent = spectrum == "flat" ? 1 : 0.75, Noise = noise, DataSeed = 12 };
        using var splits = Load(options);
        var script = $$"""
            import torch
            g = torch.Generator().manual_seed(12)
            normal = lambda *shape: torch.randn(*shape, generator=g, dtype=torch.float64)
            widths = [7, 9, 5, {{(isRegression ? 1 : 10)}}]
            teacher = [normal(o, i) * ((2 if n > 0 and "{{activation}}" == "relu" else 1) / i) ** 0.5 for n, (i, o) in enumerate(zip(widths, widths[1:]))]
            eigenvalues = torch.tensor([1.0 if "{{spectrum}}" == "flat" else i ** -0.75 for i in range(1, 8)], dtype=torch.float64)
            x = normal(50, 7) * (eigenvalues / eigenvalues.mean()).sqrt()
            h = x
            for n, w in enumerate(teacher):
                h = h @ w.T
                if n < 2: h = torch.{{activation}}(h)
            y = h + {{noise.ToString(CultureInfo.InvariantCulture)}} * normal(50, 1) if {{(isRegression ? "True" : "False")}} else h.argmax(1)
            order = torch.randperm(50, generator=torch.Generator().manual_seed(0))
            print(" ".join(repr(v) for v in torch.cat([x[order].flatten(), y[order].flatten().double()]).tolist()))
            """;
        var expected = PyTorch.Prints(script).Split(' ').Select(number => double.Parse(number, CultureInfo.InvariantCulture)).ToArray();
        double[] given = [.. splits.Train.Inputs.data<double>().ToArray(),
            .. splits.Train.Targets.to_type(ScalarType.Float64).data<double>().ToArray()];
        Assert.Equal(expected.Length, given.Length);
        Assert.All(expected.Zip(given), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
    }

    [Fact]
    public void The_data_seed_makes_the_data_and_the_split_seed_only_deals_it_out()
    {
        string Sorted(SyntheticOptions options)
        {
            using var splits = Load(options with { Features = 1, Examples = 60 });
            return string.Join(' ', splits.Train.Inputs.data<double>().ToArray().Order());
        }
        Assert.Equal(Sorted(Whole), Sorted(Whole with { SplitSeed = 3 }));
        Assert.NotEqual(Sorted(Whole), Sorted(Whole with { DataSeed = 3 }));
    }

    [Fact]
    public void More_examples_keep_the_teacher()
    {
        // Recovers the weight w of a linear teacher, y = x·w. The weight must not depend on the number of examples.
        double Weight(int examples)
        {
            using var splits = Load(Whole with { Features = 1, Examples = examples, Task = "regression", TeacherHidden = [] });
            return splits.Train.Targets.data<double>()[0] / splits.Train.Inputs.data<double>()[0];
        }
        Assert.Equal(Weight(20), Weight(200), 1e-12);
    }

    [Fact]
    public void Noise_has_the_deviation_that_is_asked_for()
    {
        var options = Whole with { Features = 4, Examples = 20_000, Task = "regression" };
        using var clean = Load(options);
        using var noisy = Load(options with { Noise = 0.3 });
        using var scope = NewDisposeScope();
        var variance = (noisy.Train.Targets - clean.Train.Targets).square().mean().item<double>();
        Assert.InRange(variance, 0.09 * (1 - (4.5 * Math.Sqrt(2.0 / 20_000))), 0.09 * (1 + (4.5 * Math.Sqrt(2.0 / 20_000))));
    }

    // libtorch's kernel may divide a block of examples differently. The last digits may therefore differ, but the classes must not.
    [Theory]
    [InlineData("classification", 5)]
    [InlineData("regression", 1)]
    public void The_teacher_says_the_same_of_the_examples_in_pieces(string task, int outputs)
    {
        using var scope = NewDisposeScope();
        var options = new SyntheticOptions { Features = 6, Examples = 1003, Task = task, Classes = task == "regression" ? 10 : outputs,
            TeacherHidden = [20, 8], Noise = task == "regression" ? 0.1 : 0 };
        var (inputs, targets) = options.Draw();
        // With 20 values per row, a block has 7 rows, and the last block has 2 rows.
        var (sameInputs, sameTargets) = options.Draw(valuesAtOnce: 150);
        Assert.True(inputs.eq(sameInputs).all().item<bool>());
        Assert.Equal(targets.shape, sameTargets.shape);
        Assert.Equal(0, targets.to_type(ScalarType.Float64).sub(sameTargets).abs().max().item<double>(), task == "regression" ? 1e-12 : 0);
    }

    [Fact]
    public void The_splits_are_shares_of_the_examples_and_nothing_is_read()
    {
        using var splits = Load(new SyntheticOptions { Examples = 1000, Features = 3, Test = 0.25, Validation = 50 });
        Assert.Equal((700L, 50L, 250L), (splits.Train.Count, splits.Validation!.Count, splits.Test!.Count));
        Assert.Empty(splits.Description.Files);
    }

    [Theory]
    [InlineData("\"exponent\": 2", "exponent has no effect while spectrum is 'flat'")]
    [InlineData("\"noise\": 0.1", "noise has no effect while task is 'classification'")]
    [InlineData("\"task\": \"regression\", \"classes\": 3", "classes has no effect while task is 'regression'")]
    [InlineData("\"teacher_hidden\": [], \"teacher_activation\": \"tanh\"",
        "teacher_activation has no effect while teacher_hidden is empty")]
    public void Keys_without_effect_are_one_sentence_each_and_not_refused(string keys, string sentence)
    {
        var config = _folder.Write("c.json",
            $$"""{ "name": "c", "model": { "kind": "softmax_regression" }, "data": { "kind": "synthetic", {{keys}} } }""");
        Assert.Equal([$"data.{sentence}."], IdleKeys.Of(ConfigReader.Read(config, []).Config));
    }

    [Theory]
    [InlineData("\"spectrum\": \"steep\"", "data.spectrum")]
    [InlineData("\"test\": 1.5", "a share of the examples")]
    [InlineData("\"teacher_hidden\": [0]", "data.teacher_hidden")]
    public void Keys_out_of_range_are_one_sentence_each(string keys, string words)
    {
        var config = _folder.Write("c.json",
            $$"""{ "name": "c", "model": { "kind": "softmax_regression" }, "data": { "kind": "synthetic", {{keys}} } }""");
        Assert.Contains(words, Assert.Single(Assert.Throws<InputException>(() => ConfigReader.Read(config, [])).Mistakes),
            StringComparison.Ordinal);
    }
}
