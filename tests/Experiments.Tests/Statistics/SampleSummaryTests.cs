namespace Experiments.Tests.Statistics;

public sealed class SampleSummaryTests
{
    [Fact]
    public void An_empty_sample_has_no_statistics() =>
        Assert.Equal(new SampleSummary(0, null, null, null, null, null, null), SampleSummary.Of([]));

    [Fact]
    public void One_value_has_no_standard_deviation() =>
        Assert.Equal(new SampleSummary(1, 4, null, 4, 4, 4, 4), SampleSummary.Of([4]));

    [Fact]
    public void Two_values_have_a_standard_deviation() =>
        Assert.Equal(new SampleSummary(2, 3, Math.Sqrt(2), 3, 3, 2, 4), SampleSummary.Of([4, 2]));

    [Fact]
    public void The_interquartile_mean_of_three_values_uses_all_of_them() =>
        Assert.Equal(new SampleSummary(3, 4, Math.Sqrt(7), 3, 4, 2, 7), SampleSummary.Of([7, 2, 3]));

    [Fact]
    public void The_interquartile_mean_of_seven_values_cuts_one_at_each_end()
    {
        // Of the values 1 2 3 4 10 20 100, the middle five have the sum 39.
        var summary = SampleSummary.Of([100, 1, 20, 2, 10, 3, 4]);
        Assert.Equal(20, summary.Mean);
        Assert.Equal(4, summary.Median);
        Assert.Equal(39 / 5.0, summary.InterquartileMean);
        Assert.Equal((1, 100), (summary.Minimum, summary.Maximum));
    }

    [Fact]
    public void Equal_values_have_standard_deviation_0() => Assert.Equal(0, Sample.StandardDeviation([.. Enumerable.Repeat(0.1, 7)]));

    [Fact]
    public void The_mean_of_values_that_cancel_is_exact() => Assert.Equal(2.0 / 3, Sample.Mean([1e100, 2, -1e100]));

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_value_that_is_not_finite_is_refused(double value) =>
        Assert.Throws<ArgumentException>(() => SampleSummary.Of([1, value]));

    [SkippableFact]
    public void Every_number_equals_that_of_SciPy()
    {
        var samples = Samples.All.Where(sample => sample.Length > 1).ToList();
        var expected = SciPy.Numbers($"""
            result = []
            for x in {SciPy.Lists(samples)}:
                result += [np.mean(x), np.std(x, ddof=1), np.median(x), st.trim_mean(x, 0.25), np.percentile(x, 2.5), np.percentile(x, 90)]
            print(json.dumps(result))
            """);
        var actual = samples.SelectMany(sample =>
        {
            var summary = SampleSummary.Of(sample);
            var sorted = sample.Order().ToArray();
            return new[] { summary.Mean!.Value, summary.StandardDeviation!.Value, summary.Median!.Value, summary.InterquartileMean!.Value,
                Sample.Quantile(sorted, 0.025), Sample.Quantile(sorted, 0.9) };
        }).ToArray();
        Close.All(expected, actual);
    }
}
