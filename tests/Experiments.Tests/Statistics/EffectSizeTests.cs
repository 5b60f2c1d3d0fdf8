namespace Experiments.Tests.Statistics;

public sealed class EffectSizeTests
{
    [Fact]
    public void Too_few_pairs_and_equal_differences_have_no_effect_size()
    {
        Assert.Null(EffectSize.Paired([]));
        Assert.Null(EffectSize.Paired([1]));
        Assert.Null(EffectSize.Paired([1, 3]));
        Assert.Null(EffectSize.Paired([0.1, 0.1, 0.1]));
    }

    [Fact]
    public void Three_pairs_by_hand()
    {
        // The mean is 2, the standard deviation 1, and the correction 1 − 3/7.
        Assert.Equal(2 * 4 / 7.0, EffectSize.Paired([1, 2, 3])!.Value, 1e-15);
    }

    [Fact]
    public void The_probability_of_improvement_counts_a_tie_as_one_half()
    {
        Assert.Null(EffectSize.ProbabilityOfImprovement([], [1]));
        // Of the nine pairs, 2 > 1, 3 > 1 and 3 > 2 count as one; 1 = 1 and 2 = 2 count as one half.
        Assert.Equal((3 + (2 * 0.5)) / 9, EffectSize.ProbabilityOfImprovement([1, 2, 3], [1, 2, 5])!.Value, 1e-15);
        Assert.Equal(0.5, EffectSize.ProbabilityOfImprovement([4], [4]));
    }

    [Fact]
    public void A_diverged_run_is_worse_than_all_other_runs() =>
        Assert.Equal(1, EffectSize.ProbabilityOfImprovement([0.1, 0.2], [double.NegativeInfinity]));

    [SkippableFact]
    public void The_probability_of_improvement_is_SciPys_Mann_Whitney_statistic()
    {
        var pairs = Samples.All.Zip(Samples.All.Skip(1)).ToList();
        var expected = SciPy.Numbers($"""
            print(json.dumps([float(st.mannwhitneyu(x, y).statistic) / (len(x) * len(y)) for x, y in zip({SciPy.Lists(pairs.Select(pair => pair.First))}, {SciPy.Lists(pairs.Select(pair => pair.Second))})]))
            """);
        Close.All(expected, [.. pairs.Select(pair => EffectSize.ProbabilityOfImprovement(pair.First, pair.Second)!.Value)]);
    }
}
