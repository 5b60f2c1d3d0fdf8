namespace Experiments.Tests.Statistics;

public sealed class PairedTestTests
{
    [Fact]
    public void No_pairs_give_no_p_value()
    {
        var test = PairedTest.Of([]);
        Assert.Equal((0, null, null), (test.Pairs, test.Difference, test.PValue));
    }

    [Theory]
    [InlineData(new double[] { 2 }, 1)]
    [InlineData(new double[] { 1, 3 }, 0.5)]
    [InlineData(new double[] { 1, -3 }, 1)]
    [InlineData(new double[] { 1, 2, 3 }, 0.25)]
    [InlineData(new double[] { -1, 2, 3 }, 0.5)]
    [InlineData(new double[] { 1, 2, 3, 4, 5, 6, 7 }, 1 / 64.0)]
    [InlineData(new double[] { 0, 0, 0 }, 1)]
    public void Few_pairs_by_hand(double[] differences, double expected) => Assert.Equal(expected, PairedTest.Of(differences).PValue);

    [Fact]
    public void Five_pairs_have_a_smallest_p_of_one_sixteenth()
    {
        Assert.Equal(0.0625, PairedTest.Of([1, 1.1, 0.9, 1, 1.2]).PValue);
        Assert.Equal(0.0625, PairedTest.SmallestPValueOf(5));
    }

    [Fact]
    public void Sums_that_differ_in_their_last_digits_only_are_ties()
    {
        // In floating point, 0.1 + 0.2 − 0.3 is not 0. The rounding error must not change which sign assignments count as ties.
        Assert.Equal(PairedTest.Of([1, 2, 3, -6, 4]).PValue, PairedTest.Of([0.1, 0.2, 0.3, -0.6, 0.4]).PValue);
    }

    [SkippableFact]
    public void Exact_p_values_equal_those_of_SciPy()
    {
        var samples = Samples.All.Where(sample => sample.Length is > 1 and <= 12).ToList();
        var expected = SciPy.Numbers($"""
            print(json.dumps([float(st.permutation_test((np.array(x),), np.mean, permutation_type='samples', n_resamples=np.inf).pvalue)
                for x in {SciPy.Lists(samples)}]))
            """);
        Close.All(expected, [.. samples.Select(sample => PairedTest.Of(sample).PValue!.Value)]);
    }

    [Fact]
    public void Sampling_agrees_with_counting_all()
    {
        var sample = Samples.Normal(PairedTest.ExactUpTo, 5);
        var exact = PairedTest.Of(sample).PValue!.Value;
        // Two additional differences of zero do not change p, but with them there are too many pairs for the exact test. The tolerance is
        // four standard errors.
        var sampled = PairedTest.Of([.. sample, 0, 0], seed: 3);
        Assert.False(sampled.IsExact);
        Assert.Equal(exact, sampled.PValue!.Value, 4 * Math.Sqrt(exact * (1 - exact) / PairedTest.DefaultSamples));
        Assert.InRange(exact, 0.02, 0.98);
    }

    [Fact]
    public void A_sampled_p_value_is_never_zero()
    {
        var test = PairedTest.Of([.. Enumerable.Repeat(1.0, 40)], samples: 999);
        Assert.Equal(0.001, test.PValue);
        Assert.Equal(0.001, PairedTest.SmallestPValueOf(40, 999));
    }
}
