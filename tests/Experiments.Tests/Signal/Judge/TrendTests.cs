namespace Experiments.Tests.Signal.Judge;

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
    [InlineData("1 0.9 1.2 1")]
    [InlineData("1 2 0.5 1")]
    [InlineData("1 0.5 0.25")]
    [InlineData("1 1 0.001")]
    [InlineData("5")]
    [InlineData("0 0 0")]
    [InlineData("NaN 1 2")]
    public void Noise_a_single_step_and_numbers_that_are_none_are_no_trend(string variances) =>
        Assert.Null(Trend.Of([.. variances.Split(' ').Select(text => double.Parse(text, CultureInfo.InvariantCulture))]));

    // 1.35^50 = 3.3e6, and 2^27 where every second layer doubles: harmless steps by themselves, and no harmless product.
    [Fact]
    public void Many_small_steps_are_a_trend_by_their_product()
    {
        var slow = Trend.Of([.. Enumerable.Range(0, 51).Select(layer => Math.Pow(1.35, layer))])!;
        Assert.Equal((true, 1, 50), (slow.Grows, slow.Start, slow.Layers));
        Assert.Equal(1.35, slow.Rate, 9);
        var doubling = Trend.Of([.. Enumerable.Range(0, 55).Select(layer => Math.Pow(2, layer / 2))])!;
        Assert.Equal(Math.Pow(2, 27), doubling.Total, 1e-3);
        Assert.InRange(doubling.Rate, 1.4142, 1.43);
    }

    [Fact]
    public void A_product_is_looked_for_in_the_middle_too()
    {
        // Three layers at rest, 0.75^40 = 1e-5, then what a normalised head makes of it.
        double[] variances = [1, 1, 1, .. Enumerable.Range(1, 40).Select(layer => Math.Pow(0.75, layer)), 1];
        var trend = Trend.Of(variances)!;
        Assert.Equal((false, 3, 40), (trend.Grows, trend.Start, trend.Layers));
        Assert.Equal(Math.Pow(0.75, 40), trend.Total, 1e-9);
        // √(0.75^k) < 1.17549435e-38: k > 2·87.34/0.28768 = 607.2, behind two layers at rest.
        Assert.Equal(2 + 608, trend.Limit);
    }

    [Fact]
    public void One_large_step_and_branches_that_begin_small_are_no_product() =>
        Assert.All([[1, 1, 1, 1, 1e-5], [1, 1e-4, 1, 1e-4, 1, 1e-4, 1], new[] { 1.0, 1.05, 0.9, 1.2, 1.1 }],
            variances => Assert.Null(Trend.Of(variances)));

    [Fact]
    public void What_overflowed_counts_as_far_as_it_was_finite() =>
        Assert.Equal(3, Trend.Of([1, 1e30, 1e60, 1e90, double.PositiveInfinity])!.Limit);
}
