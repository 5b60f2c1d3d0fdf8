using Experiments.Initialization;

namespace Experiments.Tests.Initialization;

public sealed class KaimingSchemeTests
{
    [Theory]
    [InlineData("tanh")]
    [InlineData("relu")]
    [InlineData("auto")]
    public void A_slope_that_no_gain_is_computed_from_is_refused(string nonlinearity)
    {
        var sentence = $"a is the slope of leaky_relu and has no effect while nonlinearity is '{nonlinearity}'; leave it out";
        Assert.Equal([sentence], new KaimingNormalScheme { A = 0.5, Nonlinearity = nonlinearity }.Mistakes());
        Assert.Equal([sentence], new KaimingUniformScheme { A = 0.5, Nonlinearity = nonlinearity }.Mistakes());
        Assert.Empty(new KaimingNormalScheme { Nonlinearity = nonlinearity }.Mistakes());
    }

    [Fact]
    public void The_slope_of_leaky_relu_is_not() => Assert.Empty(new KaimingNormalScheme { A = 0.5 }.Mistakes());
}
