namespace Experiments.Tests.Signal.Judge;

public sealed class PlanForecastTests
{
    // By hand: q₁ = 1·2/1·… with He's std √(2/fan_in): 2·1 = 2 behind the input, then 2·½·2 = 2;
    // back fan_out·2/fan_in·½ = 1 for equal fans.
    [Fact]
    public void A_forecast_follows_the_closed_forms()
    {
        var readings = PlanForecast.Readings(Plan(new Mlp { Hidden = [50, 50, 50] }, new KaimingNormalScheme()));
        Assert.All(readings, reading => Assert.Equal(2, reading.Forward, 9));
        Assert.Equal(readings[2].Backward, readings[0].Backward, 9);
        // 10 outputs: 10·(2/50)·½.
        Assert.Equal(0.2, readings[2].Backward, 9);
        Assert.All(readings.Take(3), reading => Assert.Equal(0.5, reading.Saturated!.Value, 9));
    }

    // What passes dropout of ½ is doubled, so its second moment too, and the gradient's: 2, 4, 8 ahead, twice as much
    // a layer back. Alpha dropout keeps both.
    [Fact]
    public void Dropout_multiplies_both_ways_by_one_over_the_share_that_passes()
    {
        var readings = PlanForecast.Readings(Plan(new Mlp { Hidden = [50, 50, 50], DropoutProbability = 0.5 }, new KaimingNormalScheme()));
        Assert.Equal([2.0, 4, 8], readings.Take(3).Select(reading => Math.Round(reading.Forward, 9)));
        Assert.Equal([4.0, 2, 1], readings.Take(3).Select(reading => Math.Round(reading.Backward / readings[2].Backward, 9)));
        Assert.Equal(2, PlanForecast.Readings(Plan(new Mlp { Hidden = [50, 50, 50], DropoutProbability = 0.5, DropoutKind = "alpha" },
            new KaimingNormalScheme()))[2].Forward, 9);
    }

    // Behind a normalisation the variance is 1; raw it is fan_in·std²·½ = 50·4·½ = 100 from the second layer on. Back, each example by
    // itself: 50·4·½ / 100 = 1. Over a batch of examples that have only relu's mean 1/√2π in common the raw variance is 200·(½ − 1/2π), and
    // the gradient grows by ½ / (½ − 1/2π) = π/(π − 1) a layer (Yang et al. 2019).
    [Theory]
    [InlineData("layer", 1)]
    [InlineData("batch", Math.PI / (Math.PI - 1))]
    public void A_normalisation_sets_the_scale_anew_both_ways(string normalization, double growth)
    {
        var readings = PlanForecast.Readings(
            Plan(new Mlp { Hidden = [50, 50, 50], Normalization = normalization }, new NormalScheme { StandardDeviation = 2 }));
        Assert.All(readings.Take(3), reading => Assert.Equal(1, reading.Forward));
        Assert.Equal(growth, readings[0].Backward / readings[1].Backward, 6);
        Assert.Equal(growth, readings[1].Backward / readings[2].Backward, 6);
    }

    [Fact]
    public void Fifty_batch_normalised_layers_are_called_exploding_from_the_plan_alone()
    {
        var verdict = PlanForecast.Verdicts(
            Plan(new Mlp { Hidden = [.. Enumerable.Repeat(20, 50)], Normalization = "batch" }, new KaimingNormalScheme()))[0];
        Assert.Equal((VerdictKind.Exploding, true), (verdict.Kind, verdict.IsBackward));
        Assert.Contains("by about 1.47 a layer", verdict.Finding, StringComparison.Ordinal);
    }

    // 2·1 + 0.25 = 2.25, then 2.25 + 0.25, and 2.75.
    [Fact]
    public void Biases_that_are_drawn_add_their_variance()
    {
        var readings = PlanForecast.Readings(
            Plan(new Mlp { Hidden = [50, 50, 50] }, new KaimingNormalScheme(), bias: new NormalScheme { StandardDeviation = 0.5 }));
        Assert.Equal([2.25, 2.5, 2.75], readings.Take(3).Select(reading => Math.Round(reading.Forward, 9)));
    }

    [Theory]
    [InlineData("relu", -5, VerdictKind.Vanishing)]
    [InlineData("tanh", 5, VerdictKind.Vanishing)]
    public void A_bias_that_shifts_all_values_into_a_flat_end_is_seen_from_the_plan_alone(string activation, double bias,
        VerdictKind expected)
    {
        ActivationOptions function = activation == "relu" ? new ReluActivation() : new TanhActivation();
        var verdicts = PlanForecast.Verdicts(Plan(new Mlp { Hidden = [50, 50, 50, 50], Activation = function }, new XavierNormalScheme(),
            bias: new ConstantScheme { Value = bias }));
        Assert.Contains(verdicts, verdict => verdict.Kind == expected);
        Assert.Contains("--set init.bias=zeros", verdicts[0].Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_weights_that_are_not_drawn_nothing_is_forecast() =>
        Assert.All(PlanForecast.Readings(Plan(new Mlp { Hidden = [50, 50, 50] }, new EyeScheme())),
            reading => Assert.True(double.IsNaN(reading.Forward)));

    [Theory]
    [InlineData(0.01, VerdictKind.Vanishing)]
    [InlineData(0.2, VerdictKind.Healthy)]
    [InlineData(1, VerdictKind.Exploding)]
    public void A_plan_is_judged_without_a_tensor(double std, VerdictKind expected) =>
        Assert.Equal(expected, PlanForecast.Verdicts(
            Plan(new Mlp { Hidden = [50, 50, 50, 50] }, new NormalScheme { StandardDeviation = std }))[0].Kind);

    // variance_scaling's 2.7 under ReLU: 2.7/2 = 1.35 a layer, 3.3e6 over fifty.
    [Fact]
    public void A_slow_growth_over_many_layers_is_exploding()
    {
        var verdict = PlanForecast.Verdicts(
            Plan(new Mlp { Hidden = [.. Enumerable.Repeat(64, 50)] }, new VarianceScalingScheme { Scale = 2.7 }))[0];
        Assert.Equal(VerdictKind.Exploding, verdict.Kind);
        Assert.Contains("by about 1.37 a layer", verdict.Finding, StringComparison.Ordinal);
    }

    // relu6 passes what relu does, half of the gradient, and hardtanh P(|z| < 1) = 68 %: neither is saturated where auto puts it.
    public static TheoryData<ActivationOptions> FlatEnds => [new Relu6Activation(), new HardtanhActivation()];

    [Theory]
    [MemberData(nameof(FlatEnds))]
    public void What_auto_takes_for_a_function_with_flat_ends_is_not_called_saturated(ActivationOptions activation)
    {
        Assert.DoesNotContain(PlanForecast.Verdicts(Plan(new Mlp { Hidden = [50, 50, 50], Activation = activation }, new AutoScheme())),
            verdict => verdict.Kind == VerdictKind.Saturated);
        // With deviations of 10 nearly all of the gradient is lost in both.
        Assert.Contains(PlanForecast.Verdicts(Plan(new Mlp { Hidden = [50, 50, 50], Activation = activation },
            new NormalScheme { StandardDeviation = 5 })), verdict => verdict.Kind == VerdictKind.Saturated);
    }

    [Fact]
    public void Of_a_residual_network_only_symmetry_is_told()
    {
        var plan = Plan(new ResNet(), new KaimingNormalScheme(), [3, 32, 32]);
        Assert.All(PlanForecast.Readings(plan), reading => Assert.True(double.IsNaN(reading.Forward)));
        Assert.Equal(VerdictKind.Healthy, Assert.Single(PlanForecast.Verdicts(plan)).Kind);
        Assert.Equal(VerdictKind.Symmetric, PlanForecast.Verdicts(Plan(new Mlp(), new ConstantScheme()))[0].Kind);
    }

    private static InitPlan Plan(ModelOptions model, Scheme weight, long[]? input = null, Scheme? bias = null)
    {
        var (module, plan) = Initializer.Build(model, new ModelShape(input ?? [50], 10),
            new InitOptions { Weight = weight, Bias = bias ?? new ZerosScheme() }, seed: 0);
        module.Dispose();
        return plan;
    }
}
