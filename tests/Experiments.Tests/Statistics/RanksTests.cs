namespace Experiments.Tests.Statistics;

public sealed class RanksTests
{
    [Fact]
    public void Ties_get_the_mean_of_their_ranks() => Assert.Equal([3.5, 1, 3.5, 2], Ranks.Of([7, -1, 7, 0]));

    [Fact]
    public void Friedmans_test_needs_two_seeds_and_three_policies()
    {
        Assert.Null(Ranks.FriedmanPValue([]));
        Assert.Null(Ranks.FriedmanPValue([[1, 2, 3]]));
        Assert.Null(Ranks.FriedmanPValue([[1, 2], [1, 2]]));
        Assert.Null(Ranks.FriedmanPValue([[1, 1, 1], [2, 2, 2]]));
    }

    [Fact]
    public void Mean_ranks_by_hand() => Assert.Equal([1.5, 1.5, 3], Ranks.Mean([[1, 2, 3], [5, 4, 6]]));

    [SkippableFact]
    public void Ranks_and_Friedmans_p_equal_those_of_SciPy()
    {
        double[][] blocks = [.. Enumerable.Range(0, 9)
            .Select(seed => Samples.Normal(4, seed + 20).Select((value, column) => Math.Round(value + (0.6 * column), 1)).ToArray())];
        var expected = SciPy.Numbers($"""
            x = np.array({SciPy.Lists(blocks)})
            print(json.dumps(list(np.mean([st.rankdata(row) for row in x], axis=0)) + [float(st.friedmanchisquare(*x.T).pvalue)]))
            """);
        Close.All(expected, [.. Ranks.Mean(blocks), Ranks.FriedmanPValue(blocks)!.Value]);
    }

    [Fact]
    public void A_performance_profile_is_the_share_of_runs_at_or_above_each_threshold()
    {
        Assert.Equal([1, 0.75, 0.5, 0],
            PerformanceProfile.Of([double.NegativeInfinity, 0.5, 0.9, 0.9], [double.NegativeInfinity, 0.5, 0.7, 0.95]));
        Assert.Throws<ArgumentException>(() => PerformanceProfile.Of([], [0.5]));
    }
}
