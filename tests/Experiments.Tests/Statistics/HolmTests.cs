namespace Experiments.Tests.Statistics;

public sealed class HolmTests
{
    [Fact]
    public void No_p_values_give_none() => Assert.Empty(Holm.Adjust([]));

    [Fact]
    public void The_smallest_p_is_multiplied_by_the_number_of_tests_and_the_largest_by_one()
    {
        Assert.Equal([0.03], Holm.Adjust([0.03]));
        Assert.Equal([0.04, 0.03, 0.04], Holm.Adjust([0.04, 0.01, 0.02]).Select(p => Math.Round(p, 12)));
    }

    [Fact]
    public void An_adjusted_p_is_never_below_that_of_a_smaller_one()
    {
        // The adjusted p are 0.01 · 4 = 0.04, 0.02 · 3 = 0.06, and 0.06 instead of 0.022 · 2 = 0.044, because they must not decrease; 0.9
        // stays unchanged.
        Assert.Equal([0.06, 0.9, 0.04, 0.06], Holm.Adjust([0.02, 0.9, 0.01, 0.022]).Select(p => Math.Round(p, 12)));
    }

    [Fact]
    public void No_adjusted_p_exceeds_one() => Assert.Equal([1, 1], Holm.Adjust([0.7, 0.6]));

    [Theory]
    [InlineData(5, 1, 0.0625)]
    [InlineData(10, 6, 0.01171875)]
    [InlineData(3, 10, 1)]
    public void The_smallest_p_depends_on_pairs_and_comparisons(int pairs, int comparisons, double expected) =>
        Assert.Equal(expected, Holm.SmallestPValue(pairs, comparisons));

    [Theory]
    [InlineData(1, 0.05, 6)]
    [InlineData(6, 0.05, 8)]
    [InlineData(6, 1e-9, null)]
    public void The_fewest_pairs_that_can_separate(int comparisons, double alpha, int? expected) =>
        Assert.Equal(expected, Holm.FewestPairs(comparisons, alpha));

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    public void A_number_outside_0_and_1_is_refused(double p) => Assert.Throws<ArgumentException>(() => Holm.Adjust([p]));

    [SkippableFact]
    public void The_rejected_tests_equal_those_of_the_step_down_procedure_in_Python()
    {
        // SciPy 1.10 has no Holm correction. The paper's procedure rejects hypotheses in ascending order of p, and stops at the first
        // hypothesis that is not rejected.
        var pValues = Samples.Normal(30, 6).Select(value => Math.Abs(value) / 30).ToArray();
        var expected = SciPy.Numbers($$"""
            p = np.array({{SciPy.List(pValues)}})
            def rejected(alpha):
                out = np.zeros(len(p))
                for k, i in enumerate(np.argsort(p)):
                    if p[i] > alpha / (len(p) - k): break
                    out[i] = 1
                return list(out)
            print(json.dumps(rejected(0.01) + rejected(0.05) + rejected(0.2)))
            """);
        var adjusted = Holm.Adjust(pValues);
        Assert.Equal(expected, new[] { 0.01, 0.05, 0.2 }.SelectMany(alpha => adjusted.Select(p => p <= alpha ? 1.0 : 0)));
    }
}
