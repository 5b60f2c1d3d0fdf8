namespace Experiments.Tests.Signal.Judge;

public sealed class PlanForecastTests
{
    // With He's std √(2/fan_in), the variance is 2·1 = 2 after the first layer and then 2·½·2 = 2. The gradient is multiplied by
    // fan_out·2/fan_in·½ = 1 for equal fans.
    [Fact]
    public void A_forecast_follows_the_closed_forms()
    {
        var readings = PlanForecast.Readings(Plan(new Mlp { Hidden = [50, 50, 50] }, new KaimingNormalScheme()));
        Assert.All(readings, reading => Assert.Equal(2, reading.Forward, 9));
        Assert.Equal(readings[2].Backward, readings[0].Backward, 9);
        // The last layer has 10 outputs, so the factor is 10·(2/50)·½.
        Assert.Equal(0.2, readings[2].Backward, 9);
        Assert.All(readings.Take(3), reading => Assert.Equal(0.5, reading.Saturated!.Value, 9));
    }

    // Dropout with p = ½ doubles the second moment of the signal (2, 4, 8) and of the gradient in each layer. Alpha dropout preserves both.
    [Fact]
    public void Dropout_multiplies_signal_and_gradient_by_one_over_the_kept_share()
    {
        var readings = PlanForecast.Readings(Plan(new Mlp { Hidden = [50, 50, 50], DropoutProbability = 0.5 }, new KaimingNormalScheme()));
        Assert.Equal([2.0, 4, 8], readings.Take(3).Select(reading => Math.Round(reading.Forward, 9)));
        Assert.Equal([4.0, 2, 1], readings.Take(3).Select(reading => Math.Round(reading.Backward / readings[2].Backward, 9)));
        Assert.Equal(2, PlanForecast.Readings(Plan(new Mlp { Hidden = [50, 50, 50], DropoutProbability = 0.5, DropoutKind = "alpha" },
            new KaimingNormalScheme()))[2].Forward, 9);
    }

    // After a normalisation the variance is 1; before it, the variance is fan_in·std²·½ = 50·4·½ = 100 from the second layer on. If each
    // example is normalised separately, the gradient is multiplied by 50·4·½ / 100 = 1. In a batch whose examples have only relu's mean
    // 1/√2π in common, the variance is 200·(½ − 1/2π), and the gradient grows by ½ / (½ − 1/2π) = π/(π − 1) per layer (Yang et al. 2019).
    [Theory]
    [InlineData("layer", 1)]
    [InlineData("batch", Math.PI / (Math.PI - 1))]
    public void A_normalisation_resets_the_scale_of_signal_and_gradient(string normalization, double growth)
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
        Assert.Contains("by about 1.47 per layer", verdict.Finding, StringComparison.Ordinal);
    }

    // The variance is 2·1 + 0.25 = 2.25 in the first layer, 2.25 + 0.25 = 2.5 in the second, and 2.75 in the third.
    [Fact]
    public void Random_biases_add_their_variance()
    {
        var readings = PlanForecast.Readings(
            Plan(new Mlp { Hidden = [50, 50, 50] }, new KaimingNormalScheme(), bias: new NormalScheme { StandardDeviation = 0.5 }));
        Assert.Equal([2.25, 2.5, 2.75], readings.Take(3).Select(reading => Math.Round(reading.Forward, 9)));
    }

    [Theory]
    [InlineData("relu", -5, VerdictKind.Vanishing)]
    [InlineData("tanh", 5, VerdictKind.Vanishing)]
    public void A_bias_that_saturates_the_activation_is_found_from_the_plan_alone(string activation, double bias,
        VerdictKind expected)
    {
        ActivationOptions function = activation == "relu" ? new ReluActivation() : new TanhActivation();
        var verdicts = PlanForecast.Verdicts(Plan(new Mlp { Hidden = [50, 50, 50, 50], Activation = function }, new XavierNormalScheme(),
            bias: new ConstantScheme { Value = bias }));
        Assert.Contains(verdicts, verdict => verdict.Kind == expected);
        Assert.Contains("--set init.bias=zeros", verdicts[0].Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_that_are_not_random_have_no_forecast() =>
        Assert.All(PlanForecast.Readings(Plan(new Mlp { Hidden = [50, 50, 50] }, new EyeScheme())),
            reading => Assert.True(double.IsNaN(reading.Forward)));

    [Theory]
    [InlineData(0.01, VerdictKind.Vanishing)]
    [InlineData(0.2, VerdictKind.Healthy)]
    [InlineData(1, VerdictKind.Exploding)]
    public void A_plan_is_judged_without_a_tensor(double std, VerdictKind expected) =>
        Assert.Equal(expected, PlanForecast.Verdicts(
            Plan(new Mlp { Hidden = [50, 50, 50, 50] }, new NormalScheme { StandardDeviation = std }))[0].Kind);

    // With variance_scaling of scale 2.7 and ReLU, the variance is multiplied by 2.7/2 = 1.35 per layer, and by 3.3e6 over fifty layers.
    [Fact]
    public void A_slow_growth_over_many_layers_is_exploding()
    {
        var verdict = PlanForecast.Verdicts(
            Plan(new Mlp { Hidden = [.. Enumerable.Repeat(64, 50)] }, new VarianceScalingScheme { Scale = 2.7 }))[0];
        Assert.Equal(VerdictKind.Exploding, verdict.Kind);
        Assert.Contains("by about 1.37 per layer", verdict.Finding, StringComparison.Ordinal);
    }

    // Like relu, relu6 passes half of the gradient; hardtanh passes P(|z| < 1) = 68 %. With init auto, neither function is therefore
    // saturated.
    public static TheoryData<ActivationOptions> FlatEnds => [new Relu6Activation(), new HardtanhActivation()];

    [Theory]
    [MemberData(nameof(FlatEnds))]
    public void Init_auto_does_not_saturate_a_function_with_flat_ends(ActivationOptions activation)
    {
        Assert.DoesNotContain(PlanForecast.Verdicts(Plan(new Mlp { Hidden = [50, 50, 50], Activation = activation }, new AutoScheme())),
            verdict => verdict.Kind == VerdictKind.Saturated);
        // With standard deviations of 10, both functions lose nearly all of the gradient.
        Assert.Contains(PlanForecast.Verdicts(Plan(new Mlp { Hidden = [50, 50, 50], Activation = activation },
            new NormalScheme { StandardDeviation = 5 })), verdict => verdict.Kind == VerdictKind.Saturated);
    }

    [Fact]
    public void A_residual_network_is_judged_only_for_symmetry()
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
