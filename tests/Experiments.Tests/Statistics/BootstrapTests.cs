namespace Experiments.Tests.Statistics;

public sealed class BootstrapTests
{
    [Fact]
    public void Fewer_than_two_values_in_any_stratum_are_too_few()
    {
        Assert.Null(Bootstrap.Of([], Sample.Mean));
        Assert.Null(Bootstrap.Of([1.0], Sample.Mean));
        Assert.Null(Bootstrap.Of([[1.0, 2], [3.0]], strata => strata.Sum(stratum => stratum[0])));
    }

    [Fact]
    public void The_same_seed_gives_the_same_interval_and_another_seed_a_different_one()
    {
        var sample = Samples.Normal(12, 1);
        Assert.Equal(Bootstrap.Of(sample, Sample.Mean, seed: 4), Bootstrap.Of(sample, Sample.Mean, seed: 4));
        Assert.NotEqual(Bootstrap.Of(sample, Sample.Mean, seed: 4), Bootstrap.Of(sample, Sample.Mean, seed: 5));
    }

    [Fact]
    public void Two_values_have_four_equally_likely_resamples()
    {
        // The mean is 0 in a quarter of the resamples, 1 in a half and 2 in a quarter.
        Assert.Equal(new Interval(0, 2, 0.95), Bootstrap.Of([0.0, 2], Sample.Mean));
        Assert.Equal(new Interval(1, 1, 0.4), Bootstrap.Of([0.0, 2], Sample.Mean, level: 0.4));
    }

    [Fact]
    public void Each_stratum_is_resampled_separately()
    {
        // If the strata were resampled as one sample, values of one stratum would appear in the other stratum.
        var interval = Bootstrap.Of([[1.0, 1, 1], [10.0, 10, 10]], strata => strata[1].Average() - strata[0].Average());
        Assert.Equal(new Interval(9, 9, 0.95), interval);
    }

    [Fact]
    public void The_interval_of_a_mean_matches_the_exact_bootstrap_distribution()
    {
        // Five values have 5⁵ equally likely resamples, which give the exact distribution. With 20,000 resamples, the rank of a quantile
        // has a standard error of √(0.025 · 0.975 / 20,000) = 0.0011. The test allows four standard errors.
        double[] sample = [0.1, 0.35, 0.4, 0.75, 0.9];
        var means = AllMeans(sample, 0, 0).Order().ToArray();
        var interval = Bootstrap.Of(sample, Sample.Mean, seed: 1, resamples: 20_000)!.Value;
        Assert.InRange(interval.Low, Sample.Quantile(means, 0.0206), Sample.Quantile(means, 0.0294));
        Assert.InRange(interval.High, Sample.Quantile(means, 0.9706), Sample.Quantile(means, 0.9794));
    }

    [SkippableFact]
    public void The_percentiles_of_given_estimates_equal_those_of_numpy()
    {
        var estimates = Samples.Normal(999, 8);
        var expected = SciPy.Numbers($"print(json.dumps(list(np.percentile({SciPy.List(estimates)}, [2.5, 97.5]))))");
        Close.All(expected, IntervalTests.Ends(Bootstrap.Middle(estimates, 0.95)));
    }

    private static IEnumerable<double> AllMeans(double[] sample, int drawn, double sum) => drawn == sample.Length
        ? [sum / sample.Length]
        : sample.SelectMany(value => AllMeans(sample, drawn + 1, sum + value));
}
