namespace Experiments.Tests.Signal.Judge;

public sealed class TrendTests
{
    [Fact]
    public void A_trend_has_rate_start_total_and_the_limit_of_float32()
    {
        var trend = Trend.Of([1, 1.1, 0.11, 0.011, 0.0011])!;
        Assert.Equal(0.1, trend.Rate, 9);
        Assert.Equal(2, trend.Start);
        Assert.Equal(0.0011, trend.Total, 9);
        // The limit is the first k with √(0.0011·0.1^k) < 1.17549435e-38, that is k > 2·37.93 − 2.96 = 72.9.
        Assert.Equal(4 + 73, trend.Limit);
    }

    [Theory]
    [InlineData("1 0.9 1.2 1")]
    [InlineData("1 2 0.5 1")]
    [InlineData("1 0.5 0.25")]
    [InlineData("1 1 0.001")]
    [InlineData("5")]
    [InlineData("0 0 0")]
    [InlineData("NaN 1 2")]
    public void Noise_a_single_step_and_NaN_are_no_trend(string variances) =>
        Assert.Null(Trend.Of([.. variances.Split(' ').Select(text => double.Parse(text, CultureInfo.InvariantCulture))]));

    // The product is 1.35^50 = 3.3e6, or 2^27 if every second layer doubles the variance. Each step is harmless, but the product is
    // harmful.
    [Fact]
    public void Many_small_steps_with_a_large_product_are_a_trend()
    {
        var slow = Trend.Of([.. Enumerable.Range(0, 51).Select(layer => Math.Pow(1.35, layer))])!;
        Assert.Equal((true, 1, 50), (slow.Grows, slow.Start, slow.Layers));
        Assert.Equal(1.35, slow.Rate, 9);
        var doubling = Trend.Of([.. Enumerable.Range(0, 55).Select(layer => Math.Pow(2, layer / 2))])!;
        Assert.Equal(Math.Pow(2, 27), doubling.Total, 1e-3);
        Assert.InRange(doubling.Rate, 1.4142, 1.43);
    }

    [Fact]
    public void A_large_product_is_found_in_the_middle_too()
    {
        // The variance does not change in three layers and then falls by 0.75^40 = 1e-5. The last layer is normalised, so its variance is
        // 1 again.
        double[] variances = [1, 1, 1, .. Enumerable.Range(1, 40).Select(layer => Math.Pow(0.75, layer)), 1];
        var trend = Trend.Of(variances)!;
        Assert.Equal((false, 3, 40), (trend.Grows, trend.Start, trend.Layers));
        Assert.Equal(Math.Pow(0.75, 40), trend.Total, 1e-9);
        // The limit is the first k with √(0.75^k) < 1.17549435e-38, that is k > 2·87.34/0.28768 = 607.2, after two layers without change.
        Assert.Equal(2 + 608, trend.Limit);
    }

    [Fact]
    public void One_large_step_and_small_first_branches_are_no_trend() =>
        Assert.All([[1, 1, 1, 1, 1e-5], [1, 1e-4, 1, 1e-4, 1, 1e-4, 1], new[] { 1.0, 1.05, 0.9, 1.2, 1.1 }],
            variances => Assert.Null(Trend.Of(variances)));

    [Fact]
    public void An_overflowing_signal_counts_up_to_its_last_finite_value() =>
        Assert.Equal(3, Trend.Of([1, 1e30, 1e60, 1e90, double.PositiveInfinity])!.Limit);
}
