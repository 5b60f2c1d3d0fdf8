namespace Experiments.Tests.Studies.Judging;

public class MeanFieldOutputTests
{
    private static readonly MeanFieldOutput s_output = new(new MeanFieldMeasurement
    {
        Name = "field", Activation = "tanh", WeightVariance = 1.3, BiasVariance = 0.05,
    });

    // Quadrature split at no kink, Gauss-Legendre with 30 digits.
    [Theory]
    [InlineData("q_star", 0.315316477485)]
    [InlineData("chi_1", 0.880163509883)]
    [InlineData("xi_c", 7.83406927)]
    public void The_numbers_are_those_of_a_separate_quadrature(string key, double expected) =>
        Assert.Equal(expected, s_output.Find(ValuePath.Parse($"field/{key}")).Constant!.Value, 1e-8);

    [Fact]
    public void An_unknown_number_gets_the_nearest_name() => Assert.Contains("did you mean 'chi_1'?",
        Assert.Throws<FormatException>(() => s_output.Find(ValuePath.Parse("field/chi_2"))).Message, StringComparison.Ordinal);
}
