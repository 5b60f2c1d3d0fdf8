using Experiments.Benchmarks.Coverage;
using MathNet.Numerics.Distributions;

namespace Experiments.Tests.Signal.Coverage;

/// <summary>Tests the coverage and the width of bands that are exactly right.</summary>
public sealed class PerfectBandsTests
{
    private const int Seeds = 5;

    [Fact]
    public void The_floor_of_independent_numbers_is_that_of_a_binomial_distribution()
    {
        // Each of 2000 numbers is outside its band with probability 1 %. The probability that more than 31 numbers are outside is then 1 %:
        // scipy.stats.binom.ppf(0.99, 2000, 0.01) = 31. A quantile estimated from 2000 draws differs by about one number.
        var random = new Random(4);
        var numbers = Enumerable.Range(0, 400).Select(_ => Of([.. Enumerable.Range(0, Seeds).Select(_ => Normal.Sample(random, 0, 1))]));
        Assert.Equal(1 - (31 / 2000.0), PerfectBands.Floor([.. numbers], Seeds, 0.01), 3 / 2000.0);
    }

    [Fact]
    public void Numbers_that_vary_together_lie_outside_together()
    {
        // With five seeds, 1 − 0.99⁵ = 4.9 % of networks have a seed outside the band, and 0.1 % have two seeds outside.
        var numbers = Enumerable.Range(0, 40).Select(index => Of([-1.2, 0.3, 1.1, -0.4, 0.2], scale: 1 + index));
        Assert.Equal(0.8, PerfectBands.Floor([.. numbers], Seeds, 0.01), 1e-12);
    }

    [Fact]
    public void Numbers_without_a_prediction_do_not_change_the_floor()
    {
        var together = Enumerable.Range(0, 400).Select(_ => Of([-1.2, 0.3, 1.1, -0.4, 0.2])).ToList();
        Assert.Equal(0.8, PerfectBands.Floor([.. together, Of([1, 2, 3, 4, 5]) with { Predicted = [null, null, null, null, null] }],
            Seeds, 0.01), 0.001);
    }

    [Fact]
    public void An_exact_band_is_wider_than_95_percent_of_seeds_by_the_ratio_of_two_normal_quantiles()
    {
        // The ratio of the band widths is Φ⁻¹(0.995) / Φ⁻¹(0.975) = 2.5758 / 1.9600.
        double[] quantiles = [.. Enumerable.Range(0, 5000).Select(index => Normal.InvCDF(0, 1, (index + 0.5) / 5000))];
        Assert.Equal(1.3142, Of(quantiles).Width!.Value, 0.002);
        // Two seeds at ±1 have a standard deviation of √2. On average, the standard deviation of two values is too small by the factor c₄ =
        // 0.797885.
        Assert.Equal(0.741471, Of([1, -1]).Width!.Value, 1e-5);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.PositiveInfinity)]
    public void An_invalid_prediction_counts_as_outside(double scale)
    {
        var number = Of([0.1, 0.2]) with { Scales = [scale, 1] };
        Assert.Equal(1, number.Inside);
        Assert.Equal(1, number.Unpredicted);
        Assert.Null(number.Width);
    }

    [Fact]
    public void A_missing_prediction_counts_as_outside()
    {
        var number = Of([0.1, 0.2]) with { Predicted = [null, null] };
        Assert.Equal((0, 2), (number.Inside, number.Unpredicted));
    }

    // Creates a number whose residuals equal the measured values, with standard deviation 1 over networks and the exact band.
    private static Number Of(double[] measured, double scale = 1) =>
        new("layer", "quantity", [.. measured.Select(_ => new Predicted(0, scale, -2.5758293 * scale, 2.5758293 * scale))],
            [.. measured.Select(value => value * scale)], [.. measured.Select(_ => scale)]);
}
