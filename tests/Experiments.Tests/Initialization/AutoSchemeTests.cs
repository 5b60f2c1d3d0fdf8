namespace Experiments.Tests.Initialization;

public sealed class AutoSchemeTests
{
    public static TheoryData<ActivationOptions, string> Recommendations => new()
    {
        { new TanhActivation(), "auto: xavier_normal(mode=fan_avg, gain=1)" },
        { new SigmoidActivation(), "auto: xavier_normal(mode=fan_avg, gain=1)" },
        { new SoftsignActivation(), "auto: xavier_normal(mode=fan_avg, gain=1)" },
        { new HardtanhActivation(), "auto: xavier_normal(mode=fan_avg, gain=1)" },
        { new HardsigmoidActivation(), "auto: xavier_normal(mode=fan_avg, gain=1)" },
        { new ReluActivation(), "auto: kaiming_normal(a=0, mode=fan_in, nonlinearity=relu)" },
        { new LeakyReluActivation { Slope = 0.2 }, "auto: kaiming_normal(a=0.2, mode=fan_in, nonlinearity=leaky_relu)" },
        { new PReluActivation(), "auto: kaiming_normal(a=0.25, mode=fan_in, nonlinearity=leaky_relu)" },
        { new SeluActivation(), "auto: lecun_normal" },
        { new IdentityActivation(), "auto: lecun_normal" },
    };

    [Theory]
    [MemberData(nameof(Recommendations))]
    public void Each_family_gets_the_scheme_that_was_derived_for_it(ActivationOptions activation, string scheme)
    {
        var plan = PlanOf(activation, new AutoScheme());
        Assert.Equal([scheme, "auto: zeros", scheme, "auto: zeros", "auto: lecun_normal", "auto: zeros"],
            Weighted(plan).Select(parameter => parameter.Description));
        Assert.Empty(plan.Warnings);
    }

    [Fact]
    public void Any_other_activation_gets_the_variance_that_keeps_its_second_moment()
    {
        var weight = Weighted(PlanOf(new GeluActivation(), new AutoScheme()))[0];
        Assert.Equal(1 / Math.Sqrt(8 * 0.425221482570), weight.Std!.Value, 1e-10);
    }

    // By SciPy's quadrature, E φ² = 0.0094686083. With Xavier's gain of 1, each layer would therefore reduce the signal to a hundredth.
    [Fact]
    public void A_hardtanh_whose_limits_are_narrower_than_the_signal_gets_the_computed_gain()
    {
        var weight = Weighted(PlanOf(new HardtanhActivation { Least = -0.1, Most = 0.1 }, new AutoScheme()))[0];
        Assert.Equal(10.276776800011884 / Math.Sqrt(8), weight.Std!.Value, 1e-9);
    }

    [Fact]
    public void Uniform_can_be_asked_for()
    {
        var plan = PlanOf(new TanhActivation(), new AutoScheme { Shape = "uniform" });
        Assert.Equal("auto: xavier_uniform(mode=fan_avg, gain=1)", plan.Parameters[0].Description);
        Assert.Equal("auto: lecun_uniform", plan.Parameters[^2].Description);
    }

    private static List<ParameterPlan> Weighted(InitPlan plan) => [.. plan.Parameters.Where(parameter => parameter.Layer.IsWeighted)];

    private static InitPlan PlanOf(ActivationOptions activation, Scheme scheme)
    {
        using var model = new Mlp { Hidden = [6, 5], Activation = activation }.Build(new ModelShape([8], 3));
        return Initializer.Plan(Layers.Of(model), new InitOptions { Weight = scheme, Bias = scheme });
    }
}
