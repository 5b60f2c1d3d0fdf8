namespace Experiments.Tests.Initialization;

public sealed class KaimingSchemeTests
{
    [Theory]
    [InlineData("tanh")]
    [InlineData("relu")]
    [InlineData("auto")]
    public void A_slope_that_no_gain_is_computed_from_is_named(string nonlinearity)
    {
        var sentence = $"a is the slope of leaky_relu and has no effect while nonlinearity is '{nonlinearity}'; leave the key a out";
        Assert.Equal([sentence], Idle(new KaimingNormalScheme { A = 0.5, Nonlinearity = nonlinearity }));
        Assert.Equal([sentence], Idle(new KaimingUniformScheme { A = 0.5, Nonlinearity = nonlinearity }));
        Assert.Empty(Idle(new KaimingNormalScheme { Nonlinearity = nonlinearity }));
    }

    [Fact]
    public void The_slope_of_leaky_relu_is_not() => Assert.Empty(Idle(new KaimingNormalScheme { A = 0.5 }));

    private static IEnumerable<string> Idle(IValidated scheme)
    {
        Assert.Empty(scheme.Mistakes());
        return scheme.IdleKeys();
    }
}
