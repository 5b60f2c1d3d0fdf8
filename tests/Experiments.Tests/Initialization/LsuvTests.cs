namespace Experiments.Tests.Initialization;

public sealed class LsuvTests
{
    private static Tensor Batch(long seed, params long[] shape)
    {
        using var generator = new Generator((ulong)seed, device: CPU);
        return empty(shape, dtype: ScalarType.Float32, device: CPU).normal_(0, 1, generator: generator);
    }

    private static ExampleSource Of(Tensor batch) => count => batch.narrow(0, 0, Math.Min(count, batch.shape[0])).clone();

    // Computes the population variance of each weighted layer's outputs by calling the modules of a Sequential one by one.
    private static List<double> OutputVariances(IEnumerable<Module<Tensor, Tensor>> modules, Tensor batch)
    {
        using var gradientsOff = no_grad();
        var variances = new List<double>();
        var signal = batch;
        foreach (var module in modules)
        {
            signal = module.call(signal);
            if (module is TorchSharp.Modules.Linear or TorchSharp.Modules.Conv2d)
                variances.Add(new Sample(signal.data<float>().ToArray()).Variance);
        }
        return variances;
    }

    [Theory]
    [InlineData(1.0, 0.1)]
    [InlineData(1.0, 0.001)]
    [InlineData(2.5, 0.01)]
    public void The_outputs_of_every_layer_have_the_target_variance_on_the_batch(double target, double tolerance)
    {
        using var scope = NewDisposeScope();
        Module<Tensor, Tensor>[] modules = [Conv2d(2, 6, kernel_size: 3L, padding: 1L), ReLU(inplace: false), MaxPool2d(2L),
            Conv2d(6, 8, kernel_size: 3L), Tanh(), Flatten(), Linear(32, 20), Tanh(), Linear(20, 5)];
        using var model = Sequential(modules);
        var batch = Batch(3, 64, 2, 8, 8).mul(0.3).add(0.2);
        var policy = new InitOptions { Weight = new LsuvScheme { TargetVariance = target, Tolerance = tolerance },
            Bias = new UniformScheme { A = -0.1, B = 0.1 } };

        Initializer.Apply(model, policy with { Weight = new OrthogonalScheme() }, 5);
        Assert.Contains(OutputVariances(modules, batch), variance => Math.Abs((variance / target) - 1) > 0.3);

        var plan = Initializer.Apply(model, policy, 5, Of(batch));
        Assert.Empty(plan.Warnings);
        Assert.All(OutputVariances(modules, batch),
            variance => Assert.InRange(variance / target, 1 - tolerance - 1e-6, 1 + tolerance + 1e-6));
        foreach (var parameter in plan.Parameters.Where(parameter => parameter.Target.IsMatrix))
            Assert.Equal(Math.Sqrt(new Sample(model.get_parameter(parameter.Name)!.data<float>().ToArray()).Variance),
                parameter.Std!.Value, 1e-7);
    }

    // The first forward pass finds the order of the layers. The second pass scales every layer when the signal reaches this layer.
    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    public void A_network_costs_two_passes_whatever_its_depth(int depth)
    {
        using var scope = NewDisposeScope();
        var counter = new Counter();
        using var model = Sequential([counter,
            .. Enumerable.Range(0, depth).SelectMany(_ => new Module<Tensor, Tensor>[] { Linear(4, 4), Tanh() }), Linear(4, 2)]);
        Initializer.Apply(model, new InitOptions { Weight = new LsuvScheme { Tolerance = 0.01 } }, 1, Of(Batch(1, 32, 4)));
        Assert.Equal(2, counter.Calls);
    }

    private sealed class Counter : Module<Tensor, Tensor>
    {
        public Counter()
            : base("counter")
        {
        }

        public int Calls { get; private set; }

        public override Tensor forward(Tensor input)
        {
            Calls++;
            return input.alias();
        }
    }

    [Fact]
    public void A_layer_within_the_tolerance_keeps_its_orthogonal_weight()
    {
        using var scope = NewDisposeScope();
        using var scaled = Linear(50, 50, hasBias: false);
        using var orthogonal = Linear(50, 50, hasBias: false);
        // An orthogonal matrix preserves the variance of normal numbers, which is 1 with a standard error of √(2/50,000).
        Initializer.Apply(scaled, new InitOptions { Weight = new LsuvScheme() }, 5, Of(Batch(3, 1000, 50)));
        Initializer.Apply(orthogonal, new InitOptions { Weight = new OrthogonalScheme() }, 5);
        Assert.Equal(InitCases.Digest(orthogonal.get_parameter("weight")!), InitCases.Digest(scaled.get_parameter("weight")!));
    }

    [Fact]
    public void It_draws_nothing_from_the_global_generator_and_leaves_statistics_modes_and_gradients_alone()
    {
        using var scope = NewDisposeScope();
        using var model = Sequential(Linear(6, 8), BatchNorm1d(8), ReLU(inplace: false), Dropout(0.5, inplace: false), Linear(8, 3));
        model.eval();
        var buffers = model.named_buffers().Select(named => InitCases.Digest(named.Item2)).ToList();
        var state = Generator.Default.get_state().data<byte>().ToArray();
        Initializer.Apply(model, new InitOptions { Weight = new LsuvScheme() }, 5, Of(Batch(3, 40, 6).mul(10)));
        Assert.Equal(state, Generator.Default.get_state().data<byte>().ToArray());
        Assert.Equal(buffers, model.named_buffers().Select(named => InitCases.Digest(named.Item2)));
        Assert.False(model.training);
        Assert.All(model.named_modules(), named => Assert.False(named.Item2.training));
        Assert.All(model.parameters(recurse: true),
            parameter => Assert.True(parameter is { requires_grad: true, is_leaf: true, grad: null }));
    }

    // After a batch normalisation, the signal always has variance 1, so only the orthogonal matrix changes the scale.
    [Fact]
    public void Normalisation_sees_the_batchs_own_statistics()
    {
        using var scope = NewDisposeScope();
        using var model = Sequential(BatchNorm1d(30), Linear(30, 30, hasBias: false));
        Initializer.Apply(model, new InitOptions { Weight = new LsuvScheme() }, 5, Of(Batch(3, 500, 30).mul(100)));
        Assert.Equal(1 / Math.Sqrt(30), Math.Sqrt(new Sample(model.get_parameter("1.weight")!.data<float>().ToArray()).Variance), 0.01);
    }

    [Fact]
    public void Rules_mix_it_with_other_schemes_and_with_other_targets()
    {
        using var scope = NewDisposeScope();
        Module<Tensor, Tensor>[] modules = [Linear(10, 30), Tanh(), Linear(30, 30), Tanh(), Linear(30, 4)];
        using var model = Sequential(modules);
        var batch = Batch(3, 200, 10);
        var plan = Initializer.Apply(model, InitConfig.Read("""
            {
              "weight": { "scheme": "lsuv", "tolerance": 0.001, "batch_size": 200 }, "bias": "zeros",
              "rules": [ { "depth": 1, "weight": { "scheme": "normal", "std": 0.5 } }, { "depth": -1, "weight": { "scheme": "lsuv", "target_variance": 0.25, "tolerance": 0.001, "batch_size": 200 } } ]
            }
            """), 5, Of(batch));
        var variances = OutputVariances(modules, batch);
        Assert.Equal(1, variances[0], 0.001);
        Assert.Equal(0.25, variances[2], 0.001);
        Assert.Equal("normal(mean=0, std=0.5)", plan.Parameters[2].Description);
        Assert.Equal(0.5, Math.Sqrt(new Sample(model.get_parameter("2.weight")!.data<float>().ToArray()).Variance), 0.06);
    }

    [Fact]
    public void Without_examples_the_weights_stay_orthogonal_and_a_warning_says_so()
    {
        using var model = Sequential(Linear(4, 4), Tanh(), Linear(4, 4));
        var plan = Initializer.Apply(model, new InitOptions { Weight = new LsuvScheme() }, 5);
        Assert.Equal("lsuv on 0, 2: there are no training examples to calibrate the weights with, so the weights are shown before "
            + "calibration.",
            Assert.Single(plan.Warnings));
    }

    [Fact]
    public void A_layer_that_a_normalisation_follows_is_warned_of()
    {
        using var model = Sequential(Linear(4, 8), BatchNorm1d(8), Tanh(), Linear(8, 4));
        var plan = Initializer.Apply(model, new InitOptions { Weight = new LsuvScheme() }, 5, Of(Batch(3, 40, 4)));
        Assert.StartsWith("lsuv on 0: a normalisation follows", Assert.Single(plan.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_target_that_a_large_bias_keeps_out_of_reach_is_warned_of()
    {
        using var model = Linear(4, 40);
        var policy = new InitOptions { Weight = new LsuvScheme { MaxIterations = 3 }, Bias = new NormalScheme { StandardDeviation = 5 } };
        var plan = Initializer.Apply(model, policy, 5, Of(Batch(3, 40, 4)));
        Assert.Contains("after 3 scalings the variance of the outputs is ", Assert.Single(plan.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_tolerance_finer_than_float32_is_said_to_be_the_trouble()
    {
        using var model = Linear(4, 40);
        var policy = new InitOptions { Weight = new LsuvScheme { MaxIterations = 5, Tolerance = 1e-14 }, Bias = new ZerosScheme() };
        var warning = Assert.Single(Initializer.Apply(model, policy, 5, Of(Batch(3, 40, 4))).Warnings);
        Assert.EndsWith("but tolerance is 1E-14; float32 cannot reach less than about 1e-6, so increase tolerance.", warning,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_layer_with_standardised_weights_keeps_its_start_with_a_warning_and_does_not_run_away()
    {
        using var scope = NewDisposeScope();
        using var standardised = new Mlp { Hidden = [8], WeightStandardization = true, Normalization = "batch" }
            .Build(new ModelShape([12], 8));
        using var orthogonal = new Mlp { Hidden = [8], WeightStandardization = true, Normalization = "batch" }
            .Build(new ModelShape([12], 8));
        var plan = Initializer.Apply(standardised, new InitOptions { Weight = new LsuvScheme { TargetVariance = 50 } }, 5,
            Of(Batch(3, 40, 12)));
        Initializer.Apply(orthogonal, new InitOptions { Weight = new OrthogonalScheme() }, 5);
        Assert.StartsWith("lsuv on features.0: scaling the weight hardly changes the layer's outputs", Assert.Single(plan.Warnings),
            StringComparison.Ordinal);
        var kept = orthogonal.get_parameter("features.0.weight")!.data<float>().ToArray();
        Assert.All(kept.Zip(standardised.get_parameter("features.0.weight")!.data<float>().ToArray()),
            pair => Assert.Equal(pair.First, pair.Second, 1e-6f));
    }

    [Fact]
    public void Outputs_that_are_all_zero_are_refused_with_the_layer()
    {
        using var model = Sequential(Linear(4, 4, hasBias: false), Tanh(), Linear(4, 4, hasBias: false));
        var policy = InitConfig.Read("""{ "weight": "lsuv", "rules": [ { "depth": 0, "weight": "zeros" } ] }""");
        Assert.StartsWith(
            "init: 2.weight: lsuv can't scale the weight, because the variance of the layer's outputs on the first training examples is 0;",
            Assert.Throws<InputException>(() => Initializer.Apply(model, policy, 5, Of(Batch(3, 40, 4)))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_layer_that_the_forward_pass_does_not_call_is_refused()
    {
        using var model = new Idle();
        Assert.StartsWith(
            "init: spare.weight: lsuv can't measure the outputs",
            Assert.Throws<InputException>(() => Initializer.Apply(model, new InitOptions { Weight = new LsuvScheme() }, 5,
                Of(Batch(3, 40, 4)))).Message, StringComparison.Ordinal);
    }

    // The layers run in a different order from their registration. In the order of registration, the second layer would be scaled first,
    // and the scaling of the first layer would then change its inputs.
    [Fact]
    public void Layers_are_scaled_in_the_order_in_which_the_signal_reaches_them()
    {
        using var scope = NewDisposeScope();
        using var model = new Backwards();
        var batch = Batch(3, 200, 4).mul(50);
        Initializer.Apply(model, new InitOptions { Weight = new LsuvScheme { Tolerance = 0.001 }, Bias = new ZerosScheme() }, 5, Of(batch));
        Assert.All(OutputVariances([model.Early, model.Late], batch), variance => Assert.Equal(1, variance, 0.002));
    }

    // Reference/lsuv_reference.py implements the paper. Orthogonal weights, biases and batch are the same, so only the scaling can differ.
    [SkippableFact]
    public void The_weights_are_those_of_another_implementation_in_PyTorch()
    {
        using var answer = JsonDocument.Parse(PyTorch.Prints(File.ReadAllText(InitCases.PathOf("lsuv_reference.py"))));
        using var scope = NewDisposeScope();
        using var model = Sequential(
            Conv2d(3, 6, kernel_size: 3L, padding: 1L), ReLU(inplace: false), MaxPool2d(2L), Conv2d(6, 8, kernel_size: 3L),
            LeakyReLU(0.1, inplace: false),
            Flatten(), Linear(32, 24), Tanh(), Linear(24, 24), Tanh(), Linear(24, 10));
        var policy = new InitOptions { Weight = new LsuvScheme { TargetVariance = 1.5, Tolerance = 0.02, BatchSize = 48 },
            Bias = new NormalScheme { StandardDeviation = 0.2 } };
        Initializer.Apply(model, policy, 9, Of(Batch(4, 60, 3, 8, 8).mul(3).add(1)));

        var compared = 0;
        foreach (var expected in answer.RootElement.EnumerateObject())
        {
            var values = model.get_parameter(expected.Name)!.data<float>().ToArray();
            var wanted = expected.Value.EnumerateArray()
                .Select(value => float.Parse(value.GetString()!, CultureInfo.InvariantCulture)).ToArray();
            Assert.Equal(wanted.Length, values.Length);
            // Mean and variance are summed in another order, which changes a few units in the last place of float32.
            Assert.All(wanted.Zip(values), pair => Assert.Equal(pair.First, pair.Second, 2e-6f * Math.Max(1, Math.Abs(pair.First))));
            compared += values.Length;
        }
        Assert.Equal((3 * 6 * 9) + 6 + (6 * 8 * 9) + 8 + (32 * 24) + 24 + (24 * 24) + 24 + (24 * 10) + 10, compared);
    }

    private sealed class Idle : Module<Tensor, Tensor>
    {
        private readonly Module<Tensor, Tensor> used = Linear(4, 4);
        private readonly Module<Tensor, Tensor> spare = Linear(4, 4);

        public Idle()
            : base("idle") => RegisterComponents();

        public override Tensor forward(Tensor input) => used.call(input);
    }

    private sealed class Backwards : Module<Tensor, Tensor>
    {
        private readonly Module<Tensor, Tensor> late = Linear(4, 4);
        private readonly Module<Tensor, Tensor> early = Linear(4, 4);

        public Backwards()
            : base("backwards") => RegisterComponents();

        public Module<Tensor, Tensor> Early => early;

        public Module<Tensor, Tensor> Late => late;

        public override Tensor forward(Tensor input) => late.call(early.call(input));
    }
}
