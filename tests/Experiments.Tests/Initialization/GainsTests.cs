namespace Experiments.Tests.Initialization;

public sealed class GainsTests
{
    [Theory]
    [InlineData("linear", null, 1)]
    [InlineData("conv1d", null, 1)]
    [InlineData("conv2d", null, 1)]
    [InlineData("conv3d", null, 1)]
    [InlineData("conv_transpose1d", null, 1)]
    [InlineData("conv_transpose2d", null, 1)]
    [InlineData("conv_transpose3d", null, 1)]
    [InlineData("sigmoid", null, 1)]
    [InlineData("tanh", null, 5.0 / 3)]
    [InlineData("relu", null, 1.4142135623730951)]
    [InlineData("leaky_relu", null, 1.4141428569978354)]
    [InlineData("leaky_relu", 0.01, 1.4141428569978354)]
    [InlineData("leaky_relu", 0.1, 1.4071950894605838)]
    [InlineData("leaky_relu", 0.0, 1.4142135623730951)]
    [InlineData("selu", null, 0.75)]
    public void The_table_is_that_of_PyTorch(string nonlinearity, double? slope, double gain) =>
        Assert.Equal(gain, Gains.Calculate(nonlinearity, slope));

    [Fact]
    public void Every_known_name_has_a_gain() => Assert.All(Gains.Known, name => Assert.True(Gains.Calculate(name) > 0));

    [Theory]
    [InlineData("gelu", null)]
    [InlineData("ReLU", "did you mean 'relu'?")]
    [InlineData("leakyrelu", "did you mean 'leaky_relu'?")]
    public void A_name_that_the_table_lacks_is_refused(string nonlinearity, string? suggestion)
    {
        var refused = Assert.Throws<InputException>(() => Gains.Calculate(nonlinearity));
        Assert.Contains($"'{nonlinearity}'", refused.Message, StringComparison.Ordinal);
        Assert.Contains("allowed are linear, conv1d", refused.Message, StringComparison.Ordinal);
        Assert.Contains(suggestion ?? "selu", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(SecondMoments))]
    public void The_computed_gain_is_one_over_the_root_of_the_second_moment(ActivationOptions activation, double secondMoment) =>
        Assert.Equal(1 / Math.Sqrt(secondMoment), Gains.VariancePreserving(activation), 1e-10);

    public static TheoryData<ActivationOptions, double> SecondMoments => new()
    {
        { new IdentityActivation(), 1 },
        { new ReluActivation(), 0.5 },
        { new SeluActivation(), 1 },
        { new TanhActivation(), 0.394294490398 },
        { new LeakyReluActivation { Slope = 0.1 }, 0.505 },
        { new PReluActivation { Init = 0.25 }, 0.53125 },
    };

    [Fact]
    public void The_automatic_gain_is_PyTorchs_where_its_table_has_one_and_computed_elsewhere()
    {
        Assert.Equal(5.0 / 3, Gains.For(Gains.Auto, null, new TanhActivation()));
        Assert.Equal(0.75, Gains.For(Gains.Auto, null, new SeluActivation()));
        Assert.Equal(Gains.Calculate("leaky_relu", 0.25), Gains.For(Gains.Auto, null, new PReluActivation()));
        Assert.Equal(1 / Math.Sqrt(0.425221482570), Gains.For(Gains.Auto, null, new GeluActivation()), 1e-10);
        Assert.Equal(1, Gains.For(Gains.Auto, null, activation: null));
        Assert.Equal(1, Gains.For(Gains.Computed, null, new SeluActivation()), 1e-10);
    }
}
