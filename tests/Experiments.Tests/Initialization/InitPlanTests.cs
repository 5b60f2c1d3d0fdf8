namespace Experiments.Tests.Initialization;

public sealed class InitPlanTests
{
    [Fact]
    public void The_plan_says_scheme_and_standard_deviation_of_every_parameter()
    {
        using var model = new Vgg { Channels = "4", BatchNorm = true, Activation = new PReluActivation() }
            .Build(new ModelShape([3, 2, 2], 5));
        var plan = Initializer.Plan(Layers.Of(model), InitConfig.Read("""
            { "weight": { "scheme": "kaiming_normal", "a": 0.25 }, "bias": { "scheme": "uniform", "a": -0.5, "b": 0.5 } }
            """));
        Assert.Equal(
            [
                "features.0.weight: kaiming_normal(a=0.25, mode=fan_in, nonlinearity=leaky_relu)",
                "features.0.bias: uniform(a=-0.5, b=0.5)",
                "features.1.weight: kept: torch_default",
                "features.1.bias: kept: torch_default",
                "features.2.weight: kept: torch_default",
                "classifier.0.weight: kaiming_normal(a=0.25, mode=fan_in, nonlinearity=leaky_relu)",
                "classifier.0.bias: uniform(a=-0.5, b=0.5)",
            ],
            plan.Parameters.Select(parameter => $"{parameter.Name}: {parameter.Description}"));
        // The standard deviation of Kaiming with slope 1/4 is √(2 / (1 + 1/16) / fan_in), with fan_in 27 and 16. The standard deviation of
        // U(−½, ½) is 1/√12.
        double[] expected = [Math.Sqrt(2 / 1.0625 / 27), 1 / Math.Sqrt(12), 0, 0, 0, Math.Sqrt(2 / 1.0625 / 16), 1 / Math.Sqrt(12)];
        Assert.All(plan.Parameters.Zip(expected), pair => Assert.Equal(pair.Second, pair.First.Std!.Value, 1e-15));
    }

    [Fact]
    public void What_no_rule_names_keeps_its_values()
    {
        using var scope = NewDisposeScope();
        using var model = new Vgg { Channels = "4", BatchNorm = true, Activation = new PReluActivation { Init = 0.5 } }
            .Build(new ModelShape([3, 2, 2], 5));
        Initializer.Apply(model, new InitOptions { Weight = new ConstantScheme { Value = 9 }, Bias = new ConstantScheme { Value = 8 } }, 0);
        Assert.Equal([1f, 1f, 1f, 1f], Values(model, "features.1.weight"));
        Assert.Equal([0f, 0f, 0f, 0f], Values(model, "features.1.bias"));
        Assert.Equal([0.5f], Values(model, "features.2.weight"));
        Assert.All(Values(model, "features.0.weight"), value => Assert.Equal(9, value));
        Assert.All(Values(model, "classifier.0.bias"), value => Assert.Equal(8, value));
    }

    [Fact]
    public void Rules_reach_normalisation_and_prelu_and_torch_default_brings_their_values_back()
    {
        using var scope = NewDisposeScope();
        using var model = new Vgg { Channels = "4", BatchNorm = true, Activation = new PReluActivation { Init = 0.5 } }
            .Build(new ModelShape([3, 2, 2], 5));
        Fill(model, new ConstantScheme { Value = 3 });
        Assert.Equal([3f, 3f, 3f, 3f, 3f, 3f, 3f, 3f, 3f],
            [.. Values(model, "features.1.weight"), .. Values(model, "features.1.bias"), .. Values(model, "features.2.weight")]);
        Fill(model, new TorchDefaultScheme());
        Assert.Equal([1f, 1f, 1f, 1f, 0f, 0f, 0f, 0f, 0.5f],
            [.. Values(model, "features.1.weight"), .. Values(model, "features.1.bias"), .. Values(model, "features.2.weight")]);

        static void Fill(nn.Module module, Scheme scheme) => Initializer.Apply(module, new InitOptions
        {
            Rules = [new InitRule { Kind = "norm", Weight = scheme, Bias = scheme }, new InitRule { Kind = "prelu", Weight = scheme }],
        }, 0);
    }

    [Fact]
    public void A_double_precision_network_gets_the_float32_draws()
    {
        using var scope = NewDisposeScope();
        using var single = new SoftmaxRegression().Build(new ModelShape([5], 3));
        using var doubled = new SoftmaxRegression().Build(new ModelShape([5], 3));
        doubled.to(ScalarType.Float64);
        Initializer.Apply(single, new InitOptions(), 4);
        Initializer.Apply(doubled, new InitOptions(), 4);
        Assert.Equal(
            Values(single, "classifier.0.weight").Select(value => (double)value),
            doubled.get_parameter("classifier.0.weight")!.data<double>().ToArray());
    }

    [Fact]
    public void Parameters_go_on_requiring_gradients_and_have_no_history()
    {
        using var model = new SoftmaxRegression().Build(new ModelShape([5], 3));
        Initializer.Apply(model, new InitOptions { Weight = new OrthogonalScheme() }, 4);
        var weight = model.get_parameter("classifier.0.weight")!;
        Assert.True(weight.requires_grad);
        Assert.True(weight.is_leaf);
    }

    // The number 3e38 is in the range of float32, but √(6 / (1 + 1)) · 3e38 is outside this range.
    [Fact]
    public void A_gain_that_leads_beyond_float32_is_refused_by_parameter_and_scheme()
    {
        using var model = new Mlp { Hidden = [] }.Build(new ModelShape([1], 1));

        var refused = Assert.Throws<InputException>(
            () => Initializer.Apply(model, InitConfig.Read("""{ "weight": { "scheme": "xavier_uniform", "gain": 3e38 } }"""), 0));

        Assert.StartsWith("init: classifier.0.weight: xavier_uniform(mode=fan_avg, gain=3", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
    }

    [Fact]
    public void A_standard_deviation_whose_draws_are_beyond_float32_is_refused()
    {
        using var model = new Mlp { Hidden = [] }.Build(new ModelShape([20], 20));

        var refused = Assert.Throws<InputException>(
            () => Initializer.Apply(model, InitConfig.Read("""{ "weight": { "scheme": "normal", "std": 3e38 } }"""), 0));

        Assert.EndsWith("draws values beyond the range of float32.", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bounds_further_apart_than_float32_reaches_are_refused() =>
        Assert.Contains("b - a exceeds 3.4028235e38",
            Assert.Throws<InputException>(() =>
                InitConfig.Read("""{ "weight": { "scheme": "uniform", "a": -3e38, "b": 3e38 } }""")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("""{ "scheme": "normal", "std": 0 }""")]
    [InlineData("""{ "scheme": "uniform", "a": 0.5, "b": 0.5 }""")]
    [InlineData("""{ "scheme": "sparse", "sparsity": 1 }""")]
    public void Weights_that_are_constant_by_another_name_are_warned_of(string scheme)
    {
        using var model = new Mlp { Hidden = [4] }.Build(new ModelShape([3], 2));
        var plan = Initializer.Plan(Layers.Of(model), InitConfig.Read($$"""{ "weight": {{scheme}} }"""));
        Assert.Contains("features.0: all units of a hidden layer start equal", Assert.Single(plan.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_negative_seed_is_refused()
    {
        using var model = new SoftmaxRegression().Build(new ModelShape([5], 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => Initializer.Apply(model, new InitOptions(), -1));
    }

    private static float[] Values(nn.Module model, string name) => model.get_parameter(name)!.data<float>().ToArray();
}
