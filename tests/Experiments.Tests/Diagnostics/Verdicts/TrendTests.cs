using Experiments.Diagnostics.Verdicts;

namespace Experiments.Tests.Diagnostics.Verdicts;

public sealed class TrendTests
{
    [Fact]
    public void A_trend_says_rate_start_total_and_where_float32_ends()
    {
        var trend = Trend.Of([1, 1.1, 0.11, 0.011, 0.0011])!;
        Assert.Equal(0.1, trend.Rate, 9);
        Assert.Equal(2, trend.Start);
        Assert.Equal(0.0011, trend.Total, 9);
        // √(0.0011·0.1^k) < 1.17549435e-38: k > 2·37.93 − 2.96 = 72.9.
        Assert.Equal(4 + 73, trend.Limit);
    }

    [Theory]
    [InlineData(1, 0.9, 1.2, 1)]
    [InlineData(1, 2, 0.5, 1)]
    [InlineData(1, 0.5, 0.25)]
    [InlineData(1, 1, 0.001)]
    [InlineData(5)]
    [InlineData(0, 0, 0)]
    [InlineData(double.NaN, 1, 2)]
    public void Noise_a_single_step_and_numbers_that_are_none_are_no_trend(params double[] variances) => Assert.Null(Trend.Of(variances));

    [Fact]
    public void What_overflowed_counts_as_far_as_it_was_finite() =>
        Assert.Equal(3, Trend.Of([1, 1e30, 1e60, 1e90, double.PositiveInfinity])!.Limit);
}
