namespace Experiments.Tests.Initialization;

/// <summary>Compares the results with reference values, computed to 30 digits with other software.</summary>
public sealed class GaussianExpectationTests
{
    [Theory]
    [MemberData(nameof(Moments))]
    public void Second_moments_of_activations_and_their_derivatives_agree_to_ten_digits(ActivationOptions activation, double value,
        double derivative)
    {
        Assert.Equal(value, GaussianExpectation.Of(z => Math.Pow(activation.Value(z), 2), activation.Kinks), 1e-10);
        Assert.Equal(derivative, GaussianExpectation.Of(z => Math.Pow(activation.Derivative(z), 2), activation.Kinks), 1e-10);
    }

    public static TheoryData<ActivationOptions, double, double> Moments => new()
    {
        { new IdentityActivation(), 1, 1 },
        { new TanhActivation(), 0.394294490398, 0.464402902448 },
        { new SigmoidActivation(), 0.293379035858, 0.044836241350 },
        { new ReluActivation(), 0.5, 0.5 },
        { new LeakyReluActivation { Slope = 0.1 }, 0.505, 0.505 },
        { new EluActivation(), 0.644945417493, 0.668102001223 },
        { new SeluActivation(), 1, 1.071574992456 },
        { new GeluActivation(), (1.0 / 3) + (1 / (2 * Math.Sqrt(3) * Math.PI)), 0.455850865649 },
    };

    [Fact]
    public void Moments_of_the_normal_distribution_are_exact()
    {
        Assert.Equal(1, GaussianExpectation.Of(_ => 1, []), 1e-12);
        Assert.Equal(0, GaussianExpectation.Of(z => z, []), 1e-12);
        Assert.Equal(105, GaussianExpectation.Of(z => Math.Pow(z, 8), []), 1e-9);
    }

    [Fact]
    public void A_sharp_bend_is_resolved()
    {
        var sharp = new SoftplusActivation { Beta = 1000 };
        // As beta grows, softplus² approaches relu² from above: E = 1/2 + O(1/beta).
        var moment = GaussianExpectation.Of(z => Math.Pow(sharp.Value(z), 2), sharp.Kinks);
        Assert.InRange(moment, 0.5, 0.5 + 1e-5);
    }

    [Fact]
    public void The_constants_of_selu_make_mean_0_and_variance_1_a_fixed_point()
    {
        var selu = new SeluActivation();
        Assert.Equal(0, GaussianExpectation.Of(selu.Value, selu.Kinks), 1e-12);
        Assert.Equal(1, GaussianExpectation.Of(z => selu.Value(z) * selu.Value(z), selu.Kinks), 1e-12);
    }

    // For a signal outside the range of double, the result is NaN, but the computation must end.
    [Theory]
    [InlineData(double.PositiveInfinity)]
    [InlineData(1e300)]
    public void Deviations_without_end_come_to_an_end(double variance)
    {
        Assert.True(GaussianExpectation.Nodes([0], 0, variance).Count() < 20_000);
        Assert.False(GaussianExpectation.Of(x => Math.Max(x, 0) * Math.Max(x, 0), [0.0], 0, variance) < 1e299);
    }
}
