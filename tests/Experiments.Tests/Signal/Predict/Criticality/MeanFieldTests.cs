namespace Experiments.Tests.Signal.Predict;

/// <summary>Compares results with numbers that were computed separately with 30 digits, and with numbers in papers.</summary>
public sealed class MeanFieldTests
{
    [Theory]
    [InlineData(1.0, 0.193592520245, 0.759031647185, 3.62697562, 1.74762624)]
    [InlineData(1.3, 0.315316477485, 0.880163509883, 7.83406927, 1.78523663)]
    [InlineData(1.7, 0.533075627947, 0.986740809026, 74.9182705, 1.55825401)]
    public void The_ordered_phase_of_tanh_has_the_known_fixed_points_and_depth_scales(double weightVariance, double q,
        double susceptibility, double correlationDepth, double lengthDepth)
    {
        var network = new MeanField(new TanhActivation(), weightVariance, 0.05);
        var limit = network.Limit()!.Value;
        Assert.Equal(q, limit.Q, 1e-9);
        Assert.Equal(susceptibility, network.Susceptibility(limit.Q), 1e-9);
        Assert.Equal(1, network.LimitCorrelation(limit.Q));
        Assert.Equal(correlationDepth, network.CorrelationDepth(limit.Q), correlationDepth * 1e-7);
        Assert.Equal(6 * correlationDepth, network.TrainableDepth(limit.Q), correlationDepth * 1e-6);
        Assert.Equal(lengthDepth, limit.Depth, 1e-7);
        Assert.Equal(Phase.Ordered, network.PhaseAt(limit.Q));
        Assert.Single(network.FixedPoints());
    }

    [Theory]
    [InlineData(0, 1, 0)]
    [InlineData(0.01, 1.424205290489, 0.273300913458)]
    [InlineData(0.05, 1.760954639607, 0.570047881641)]
    public void The_critical_line_of_tanh_has_the_known_points(double biasVariance, double weightVariance, double q)
    {
        var point = Assert.Single(CriticalLine.At(new TanhActivation(), biasVariance));
        Assert.Equal(weightVariance, point.WeightVariance, 1e-9);
        Assert.Equal(q, point.Q, 1e-8);
    }

    [Fact]
    public void PyTorchs_gain_for_tanh_is_chaotic_and_inputs_stay_different()
    {
        var network = new MeanField(new TanhActivation(), 25.0 / 9, 0);
        Assert.Equal(2, network.FixedPoints().Count);
        Assert.False(network.FixedPoints()[0].IsStable);
        var limit = network.Limit()!.Value;
        Assert.Equal(1.17848049, limit.Q, 1e-8);
        Assert.Equal(1.20983132, network.Susceptibility(limit.Q), 1e-8);
        Assert.Equal(Phase.Chaotic, network.PhaseAt(limit.Q));
        // Without a bias, an odd function keeps the correlation 0.
        Assert.Equal(0, network.LimitCorrelation(limit.Q), 1e-9);
    }

    [Fact]
    public void In_the_chaotic_phase_the_limit_of_the_correlation_is_a_stable_fixed_point_below_1()
    {
        var network = new MeanField(new TanhActivation(), 2.5, 0.05);
        var q = network.Limit()!.Value.Q;
        var limit = network.LimitCorrelation(q);
        Assert.InRange(limit, 0.01, 0.99);
        Assert.Equal(limit, network.NextCorrelation(limit, q), 1e-10);
        Assert.InRange(network.CorrelationSlope(limit, q), 0, 0.999);
        Assert.True(double.IsFinite(network.CorrelationDepth(q)));
    }

    [Fact]
    public void A_rectifier_keeps_every_length_only_at_its_critical_weight_variance()
    {
        var critical = new MeanField(new ReluActivation(), 2, 0);
        Assert.True(critical.KeepsEveryLength);
        Assert.Empty(critical.FixedPoints());
        Assert.Equal(new FixedPoint(3, 1), critical.Limit(3));
        Assert.Equal(Phase.Critical, critical.PhaseAt(3));
        Assert.Equal(double.PositiveInfinity, critical.CorrelationDepth(3));

        var shrinking = new MeanField(new ReluActivation(), 1, 0);
        Assert.Equal(0, shrinking.Limit()!.Value.Q);
        Assert.False(shrinking.IsUnbounded);
        var growing = new MeanField(new ReluActivation(), 3, 0);
        Assert.Null(growing.Limit());
        Assert.True(growing.IsUnbounded);

        Assert.Equal(2, Assert.Single(CriticalLine.At(new ReluActivation(), 0)).WeightVariance, 1e-12);
        Assert.Empty(CriticalLine.At(new ReluActivation(), 0.1));
        Assert.Equal(2 / 1.01, Assert.Single(CriticalLine.At(new LeakyReluActivation { Slope = 0.1 }, 0)).WeightVariance, 1e-12);
    }

    [Fact]
    public void With_critical_ReLU_the_correlation_tends_to_1_as_nine_halves_pi_squared_over_depth_squared()
    {
        var network = new MeanField(new ReluActivation(), 2, 0);
        var correlation = 0.5;
        for (var depth = 0; depth < 400; depth++)
            correlation = network.NextCorrelation(correlation, 1);
        // The correlation tends to the limit from below, with a relative distance of about ln(l)/l.
        Assert.InRange(400 * 400 * (1 - correlation), 0.9 * 4.5 * Math.PI * Math.PI, 4.5 * Math.PI * Math.PI);
    }

    [Fact]
    public void SELU_with_gain_1_has_a_stable_fixed_point_at_1()
    {
        var network = new MeanField(new SeluActivation(), 1, 0);
        var limit = network.Limit(1)!.Value;
        Assert.Equal(1, limit.Q, 1e-8);
        Assert.Equal(0.7826478832, limit.Slope, 1e-8);
        Assert.Equal(1.071574992456, network.Susceptibility(1), 1e-10);
        Assert.Equal(1, network.Limit(5)!.Value.Q, 1e-8);
    }

    [Fact]
    public void Every_registered_activation_has_a_critical_point_where_the_slope_is_1_at_a_fixed_point()
    {
        foreach (var row in ActivationRegistry.Instance.Rows)
        {
            var activation = (ActivationOptions)Activator.CreateInstance(row.OptionsType)!;
            foreach (var point in CriticalLine.At(activation, 0.05).Concat(CriticalLine.At(activation, 0)).Where(point => point.Q > 0))
            {
                var network = new MeanField(activation, point.WeightVariance, point.BiasVariance);
                Assert.Equal(1, network.Susceptibility(point.Q), 1e-8);
                Assert.Equal(point.Q, network.NextLength(point.Q), 1e-7 * point.Q);
            }
        }
    }

    // If the slope of φ jumps, 1 − c* is proportional to (χ₁ − 1)². Then c* is so near 1 that a search in steps of a thousandth would not
    // find it.
    public static TheoryData<ActivationOptions> Functions => [new Relu6Activation(), new EluActivation { Alpha = 2.5 },
        new HardtanhActivation(), new SeluActivation(), new HardsigmoidActivation(), new TanhActivation()];

    [Theory]
    [MemberData(nameof(Functions))]
    public void Just_above_the_critical_point_the_correlation_has_a_limit_just_below_1(ActivationOptions activation)
    {
        foreach (var point in CriticalLine.At(activation, 0.05))
        {
            foreach (var beyond in new[] { 1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7 })
            {
                var network = new MeanField(activation, point.WeightVariance * (1 + beyond), 0.05);
                if (network.Limit(point.Q) is not { Q: > 0 or double.NaN } limit || network.Susceptibility(limit.Q) <= 1)
                    continue;
                var correlation = network.LimitCorrelation(limit.Q);
                Assert.InRange(correlation, 0, 1);
                if (correlation < 1)
                    Assert.Equal(correlation, network.NextCorrelation(correlation, limit.Q), 1e-11);
                var depth = network.CorrelationDepth(limit.Q);
                Assert.True(depth > 0, $"{beyond}: {depth}");
            }
        }
    }

    // The critical σ_w² is 2 / (φ'(0+)² + φ'(0−)²).
    [Theory]
    [InlineData("relu6", 2)]
    [InlineData("hardtanh", 1)]
    [InlineData("elu", 1)]
    [InlineData("celu", 1)]
    [InlineData("softsign", 1)]
    [InlineData("tanh", 1)]
    [InlineData("selu", 0.476771017882753)]
    public void Without_a_bias_there_is_one_critical_point_at_length_0_and_rounding_adds_no_others(string name, double weightVariance)
    {
        var row = ActivationRegistry.Instance.Rows.Single(row => row.Name == name);
        var points = CriticalLine.At((ActivationOptions)Activator.CreateInstance(row.OptionsType)!, 0);
        Assert.Equal(weightVariance, Assert.Single(points, point => point.Q == 0).WeightVariance, 1e-6);
        Assert.InRange(points.Count, 1, 2);
    }

    [Fact]
    public void A_kink_of_elu_uses_the_slopes_of_both_sides() =>
        Assert.Equal(2 / (1 + (2.5 * 2.5)),
            Assert.Single(CriticalLine.At(new EluActivation { Alpha = 2.5 }, 0), point => point.Q == 0).WeightVariance, 1e-9);

    [Fact]
    public void Rounding_gives_no_fixed_point_and_a_small_bias_gives_one()
    {
        Assert.Equal(0, Assert.Single(new MeanField(new Relu6Activation(), 2, 0).FixedPoints()).Q);
        Assert.Equal(0, Assert.Single(new MeanField(new HardtanhActivation(), 1, 0).FixedPoints()).Q);
        // The fixed point solves q = ½q + 1e-12.
        Assert.Equal(2e-12, new MeanField(new TanhActivation(), 0.5, 1e-12).Limit()!.Value.Q, 1e-18);
        // With φ(0) = ½, the fixed point is σ_w² / 4 (1 + …) without any bias.
        Assert.Equal(2.5e-13, new MeanField(new HardsigmoidActivation(), 1e-12, 0).Limit()!.Value.Q, 1e-21);
    }

    // V'(0) = σ_w² φ'(0)², or the mean over both sides of a kink. So 1 is critical, and the distance from 0 shrinks more slowly than
    // exponentially.
    [Fact]
    public void At_length_0_the_slope_is_exact()
    {
        foreach (var activation in new ActivationOptions[] { new TanhActivation(), new EluActivation(), new SoftsignActivation() })
            Assert.Equal(new FixedPoint(0, 1), new MeanField(activation, 1, 0).Limit());
        Assert.Equal(double.PositiveInfinity, new MeanField(new TanhActivation(), 1, 0).Limit()!.Value.Depth);
        Assert.Equal(0.5, new MeanField(new ReluActivation(), 1, 0).LengthSlope(0));
    }

    [Fact]
    public void An_invalid_weight_variance_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new MeanField(new TanhActivation(), 0, 0.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new MeanField(new TanhActivation(), 1, -0.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => DerivedGain.Forward(new TanhActivation(), 0));
    }
}
