using MathNet.Numerics;
using Xunit.Abstractions;

namespace Experiments.Tests.Signal.Predict;

/// <summary>Compares predictions with measurements over a random grid of depth, width, activation, policy and kind of network.</summary>
public sealed class PredictionGridTests(ITestOutputHelper output)
{
    // Smallest relative spread over seeds that the test uses. Below one percent, errors of float32, ε and the Gaussian limit are as large
    // as the spread.
    private const double LeastSpread = 0.01;

    private static readonly ActivationOptions[] Activations =
        [new ReluActivation(), new TanhActivation(), new IdentityActivation(), new GeluActivation(),
            new LeakyReluActivation { Slope = 0.2 }, new SeluActivation(), new SigmoidActivation(), new SiluActivation()];

    // These networks and seeds were not used for tuning: the constants of PredictionBand come from other networks and seeds.
    private const int FirstPerceptron = 31_000;
    private const int FirstConvolutional = 32_000;

    private static readonly Scheme[] Policies =
        [new XavierNormalScheme(), new KaimingNormalScheme { Nonlinearity = "relu" },
            new KaimingUniformScheme { Nonlinearity = "relu", Mode = "fan_out" }, new TorchDefaultScheme(), new OrthogonalScheme(),
            new LecunNormalScheme()];

    [Fact]
    public void A_few_networks_lie_in_their_bands()
    {
        var tally = new Tally(output);
        for (var network = 0; network < 4; network++)
            Run(tally, Perceptron(new Random(network)), images: false, seeds: 3);
        tally.AssertCoverage();
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void At_least_95_percent_lie_in_their_bands_and_the_bands_are_at_most_twice_the_spread_over_seeds()
    {
        var tally = new Tally(output);
        for (var network = 0; network < 20; network++)
            Run(tally, Perceptron(new Random(FirstPerceptron + network)), images: false, seeds: 8);
        for (var network = 0; network < 8; network++)
            Run(tally, Convolutional(new Random(FirstConvolutional + network)), images: true, seeds: 5);
        tally.AssertCoverage();
        tally.AssertWidth();
    }

    public static TheoryData<ModelOptions, Scheme> Others => new()
    {
        { new ResNet { Depth = 8, Width = 24, Shortcut = "projection", Normalization = "none", Preactivation = true }, Kaiming },
        { new ResNet { Depth = 8, Width = 24, Shortcut = "projection", Normalization = "none" }, Kaiming },
        { new ResNet { Depth = 8, Width = 24, Shortcut = "projection", Preactivation = true }, Kaiming },
        { new ResNet { Depth = 8, Width = 24, Shortcut = "projection" }, Kaiming },
        { new ResNet { Depth = 8, Width = 24, Shortcut = "pad", Preactivation = true }, Kaiming },
        { new ResNet { Depth = 14, Width = 24, Shortcut = "pad" }, Kaiming },
        { new ResNet { Depth = 8, Width = 24, Normalization = "none" }, new FixupScheme() },
        { new Mlp { Hidden = [80, 80, 80, 80, 80], ResidualForm = "post" }, Kaiming },
        { new Mlp { Hidden = [80, 80, 80, 80, 80], ResidualForm = "post", Normalization = "batch" }, Kaiming },
        { new Mlp { Hidden = [80, 80, 80, 80, 80], ResidualForm = "pre", Normalization = "layer",
            Activation = new TanhActivation() }, Kaiming },
        { new Mlp { Hidden = [100, 100, 100], DropoutProbability = 0.4 }, Kaiming },
        { new Mlp { Hidden = [100, 100, 100], DropoutProbability = 0.1, DropoutKind = "alpha", Activation = new SeluActivation() },
            new LecunNormalScheme() },
        { new Vgg { Channels = "32 32 M 48 48", Hidden = [100], DropoutProbability = 0.3, DropoutKind = "feature" }, Kaiming },
        { new Mlp { Hidden = [.. Enumerable.Repeat(100, 20)] }, Kaiming },
        { new OtherConvolutions(), Kaiming },
        { new Mlp { Hidden = [100, 100, 100, 100], Activation = new TanhActivation() }, new OrthogonalScheme { GainValue = 1.3 } },
        // In this network, some layers have fewer rows than columns, and some have more. The layers have biases.
        { new Mlp { Hidden = [45, 90, 60, 120], Activation = new LeakyReluActivation { Slope = 0.2 } },
            new OrthogonalScheme { GainValue = 1.3 } },
        { new Mlp { Hidden = [90, 90, 90], Normalization = "layer", Activation = new IdentityActivation() }, new OrthogonalScheme() },
        { new Mlp { Hidden = [90, 90, 90], Normalization = "layer" }, Kaiming },
        { new Mlp { Hidden = [100, 100, 100, 100] }, new SparseScheme { Sparsity = 0.8, StandardDeviation = 0.3 } },
        { new Vgg { Channels = "24 24 24", Activation = new TanhActivation() }, new DeltaOrthogonalScheme() },
    };

    [Theory]
    [Trait("Category", "Slow")]
    [MemberData(nameof(Others))]
    public void Residual_networks_dropout_and_other_layers_and_policies_lie_in_their_bands(ModelOptions model, Scheme policy)
    {
        var tally = new Tally(output);
        var init = new InitOptions
        {
            Weight = policy is DeltaOrthogonalScheme ? new OrthogonalScheme() : policy,
            Bias = policy is FixupScheme ? new ZerosScheme() : new TorchDefaultScheme(),
            Rules = policy is DeltaOrthogonalScheme ? [new InitRule { Kind = "conv", Weight = policy }] : [],
        };
        Run(tally, (model, init), images: model is ResNet or Vgg or OtherConvolutions, seeds: 10);
        tally.AssertCoverage();
        tally.AssertWidth();
    }

    // A constant bias shifts the input of each activation. The variance from the weights may be tiny compared with this shift.
    public static TheoryData<ActivationOptions, double, double> Shifted => new()
    {
        // Each row has an activation, the standard deviation of the weights, and the bias.
        { new SigmoidActivation(), 0.02, -2 },
        { new ReluActivation(), 0.01, 0.1 },
        { new TanhActivation(), 0.02, 1 },
        { new ReluActivation(), Math.Sqrt(2.0 / 100), 1 },
        { new EluActivation(), Math.Sqrt(1.0 / 100), -0.5 },
    };

    [Theory]
    [MemberData(nameof(Shifted))]
    public void Biases_with_a_mean_are_predicted(ActivationOptions activation, double std, double bias)
    {
        var tally = new Tally(output);
        var init = new InitOptions { Weight = new NormalScheme { StandardDeviation = std }, Bias = new ConstantScheme { Value = bias } };
        Run(tally, (new Mlp { Hidden = [100, 100, 100, 100], Activation = activation }, init), images: false, seeds: 6);
        tally.AssertCoverage();
    }

    private static KaimingNormalScheme Kaiming => new() { Nonlinearity = "relu" };

    /// <summary>A network with grouped, dilated and strided convolutions, and with kernels of one row.</summary>
    private sealed record OtherConvolutions : ModelOptions
    {
        public override Module<Tensor, Tensor> Build(ModelShape shape) => new Network("other", Sequential(
            Conv2d(shape.Input[0], 32, 3, padding: 1), ReLU(),
            Conv2d(32, 32, 3, padding: 2, dilation: 2, groups: 4), ReLU(),
            Conv2d(32, 48, (1, 3), stride: (1, 2), padding: (0, 1)), BatchNorm2d(48), ReLU(),
            Conv2d(48, 32, 1, groups: 2), ReLU()), Sequential(Flatten(), Linear(32 * shape.Input[1] * (shape.Input[2] / 2), shape.Outputs)),
            flattensFirst: false);
    }

    private static (ModelOptions Model, InitOptions Init) Perceptron(Random random)
    {
        var hidden = Enumerable.Range(0, random.Next(2, 6)).Select(_ => random.Next(60, 161)).ToArray();
        var normalization = new[] { "none", "none", "none", "batch", "layer" }[random.Next(5)];
        return (new Mlp { Hidden = hidden, Activation = Pick(random, Activations), Normalization = normalization }, Policy(random));
    }

    private static (ModelOptions Model, InitOptions Init) Convolutional(Random random)
    {
        var channels = string.Join(' ',
            Enumerable.Range(0, 4).Select(_ => random.Next(24, 49).ToString(System.Globalization.CultureInfo.InvariantCulture))).Split(' ');
        return (new Vgg { Channels = $"{channels[0]} {channels[1]} M {channels[2]} {channels[3]}", Hidden = [64],
            BatchNorm = random.Next(3) == 0, Activation = Pick(random, Activations) }, Policy(random));
    }

    private static InitOptions Policy(Random random) =>
        new() { Weight = Pick(random, Policies),
            Bias = random.Next(2) == 0 ? new ZerosScheme() : new NormalScheme { StandardDeviation = 0.1 } };

    private static T Pick<T>(Random random, T[] choices) => choices[random.Next(choices.Length)];

    private static void Run(Tally tally, (ModelOptions Model, InitOptions Init) network, bool images, int seeds)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(987654, CPU);
        Tensor Normal(params long[] shape) => randn(shape, dtype: ScalarType.Float32, device: CPU, generator: generator);
        // The examples have different norms and a common part.
        var inputs = images
            ? Normal(48, 3, 8, 8) + Normal(48, 3, 1, 1) + 0.3
            : (Normal(96, 64) * (0.3 + rand([96, 1], dtype: ScalarType.Float32, device: CPU, generator: generator))) + 0.3;
        var targets = randint(0, 10, [inputs.shape[0]], dtype: ScalarType.Int64, device: CPU, generator: generator);
        tally.Add($"{network.Model} {network.Init.Weight}", Comparison.OfSeeds(network.Model, network.Init, inputs, targets, 10, seeds));
    }

    private sealed class Tally(ITestOutputHelper output)
    {
        // Largest share of numbers outside their bands in one network. This share varies for a network with few seeds. The limit still
        // finds a fault that affects most numbers of a network, such as a wrong policy.
        private const double MostOfOneNetwork = 0.1;

        private readonly List<string> _outside = [];
        private readonly List<double> _widths = [];
        private readonly List<string> _strays = [];
        private int _count;

        public void Add(string network, List<IReadOnlyList<Comparison>> seeds)
        {
            var (outsideBefore, countBefore) = (_outside.Count, _count);
            for (var number = 0; number < seeds[0].Count; number++)
            {
                var all = seeds.Select(seed => seed[number]).ToList();
                _count += all.Count;
                _outside.AddRange(all.Where(one => !one.Predicted.Contains(one.Measured))
                    .Select(one => $"{one.Name}: {one.Measured} outside {one.Predicted.Low} … {one.Predicted.High} in {network}"));
                var scale = all.Average(one => Math.Abs(one.Predicted.Value));
                // Gradients are predicted relative to the measured gradient of each network.
                var residuals = all.Select(one => (one.Measured - one.Predicted.Value) / Math.Abs(one.Predicted.Value)).ToList();
                var spread = Math.Sqrt(residuals.Sum(residual => Math.Pow(residual - residuals.Average(), 2)) / (residuals.Count - 1));
                var isPositive = all[0].Predicted.Low > 0;
                if (isPositive && scale > 0 && spread > LeastSpread)
                    _widths.Add(all.Average(one => (one.Predicted.High - one.Predicted.Low) / one.Predicted.Value)
                        / (2 * 1.96 * spread / Shrinkage(residuals.Count)));
            }

            if (_outside.Count - outsideBefore > MostOfOneNetwork * (_count - countBefore))
                _strays.Add($"{_outside.Count - outsideBefore} of {_count - countBefore} in {network}");
        }

        // The logarithm of a spread estimated from n normal values is too small on average: E ln(s²/σ²) = ψ((n − 1)/2) − ln((n − 1)/2).
        private static double Shrinkage(int values) =>
            Math.Exp((SpecialFunctions.DiGamma((values - 1) / 2.0) - Math.Log((values - 1) / 2.0)) / 2);

        public void AssertCoverage()
        {
            output.WriteLine($"{_count - _outside.Count} of {_count} inside");
            _outside.ForEach(output.WriteLine);
            Assert.True(_strays.Count == 0, string.Join('\n', _strays.Concat(_outside)));
            Assert.True(_outside.Count <= 0.05 * _count, $"{_outside.Count} of {_count} lie outside:\n{string.Join('\n', _outside)}");
        }

        public void AssertWidth()
        {
            var width = Math.Exp(_widths.Average(Math.Log));
            output.WriteLine($"width {width} over {_widths.Count} numbers");
            Assert.True(width is > 1 and < 2,
                $"the bands are {width} times as wide as the 95 % range of the seeds, on average over {_widths.Count} numbers");
        }
    }
}
