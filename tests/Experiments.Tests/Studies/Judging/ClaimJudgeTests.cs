namespace Experiments.Tests.Studies.Judging;

/// <summary>Checks measured values, intervals and verdicts against numbers computed by hand.</summary>
public class ClaimJudgeTests
{
    private static readonly ClaimOptions s_claim = new()
    {
        Id = "toy",
        Values = [new ClaimValue { Name = "a", Path = "p/l/1/q" }, new ClaimValue { Name = "b", Path = "p/l/2/q" }],
        Quantity = "log(a/b)/log(2)+min(a,b)^2",
        Expected = 5,
        Tolerance = 3,
    };

    // Seeds 0 and 1: log2(8/4) + 16 = 17; log2(2/4) + 4 = 3. Mean 10, sd 7√2, t(0.975; 1) = 12.7062: 10 ± 12.7062 · 7.
    [Fact]
    public void The_quantity_is_computed_for_each_seed_and_averaged()
    {
        var result = Judge(s_claim, a: [8, 2], b: [4, 4]);
        Assert.Equal((10, 2), (result.Measured, result.Seeds));
        Assert.Equal(10 - 88.9434, result.Interval!.Value.Low, 1e-3);
        Assert.Equal(10 + 88.9434, result.Interval!.Value.High, 1e-3);
        Assert.Equal(ClaimVerdict.Open, result.Verdict);
    }

    [Theory]
    [InlineData(new long[] { 1, 2 }, new long[] { 2, 7 })]
    [InlineData(new long[] { 1, 2, 3 }, new long[] { 1, 2 })]
    [InlineData(new long[] { 1 }, new long[] { 2 })]
    public void Values_with_different_seeds_are_an_error(long[] first, long[] second)
    {
        var mistake = Assert.Throws<FormatException>(() => ClaimJudge.Judge(s_claim,
            path => BySeed(0, [.. (path.Layer == "1" ? first : second).Select(seed => (seed, 4.0))])));
        Assert.Contains($"different seeds ({string.Join(", ", first)}; {string.Join(", ", second)})", mistake.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_number_without_seeds_serves_every_seed_and_alone_gives_an_exact_verdict()
    {
        var mixed = ClaimJudge.Judge(s_claim, path => path.Layer == "1" ? BySeed(0, (0, 8), (1, 8)) : new Readings(null, 4));
        Assert.Equal((17.0, 2), (mixed.Measured, mixed.Seeds));
        var exact = ClaimJudge.Judge(s_claim, path => new Readings(null, path.Layer == "1" ? 2 : 4));
        Assert.Equal((3.0, 0, ClaimVerdict.Holds), (exact.Measured, exact.Seeds, exact.Verdict));
        Assert.Null(exact.Interval);
    }

    // Values 0.9, 1.0, 1.1: mean 1, sd 0.1, half-width 4.30265 · 0.1/√3 = 0.24841.
    [Theory]
    [InlineData(1.0, 0.25, ClaimVerdict.Holds)]
    [InlineData(1.0, 0.24, ClaimVerdict.Open)]
    [InlineData(2.0, 0.80, ClaimVerdict.Open)]
    [InlineData(2.0, 0.75, ClaimVerdict.DoesNotHold)]
    [InlineData(0.0, 0.70, ClaimVerdict.DoesNotHold)]
    public void The_whole_interval_must_lie_in_the_accepted_range(double expected, double tolerance, ClaimVerdict verdict)
    {
        var claim = s_claim with { Expected = expected, Tolerance = tolerance };
        Assert.Equal(verdict, ClaimJudge.Combine(claim, [0.9, 1.0, 1.1]).Verdict);
        Assert.Equal(1 - 0.24841, ClaimJudge.Combine(claim, [0.9, 1.0, 1.1]).Interval!.Value.Low, 1e-4);
    }

    [Theory]
    [InlineData(0.75, ClaimVerdict.Holds)]
    [InlineData(0.9, ClaimVerdict.Open)]
    [InlineData(1.25, ClaimVerdict.DoesNotHold)]
    public void At_least_is_an_inequality(double limit, ClaimVerdict verdict) => Assert.Equal(verdict,
        ClaimJudge.Combine(s_claim with { Expected = null, Tolerance = null, AtLeast = limit }, [0.9, 1.0, 1.1]).Verdict);

    [Theory]
    [InlineData(1.25, ClaimVerdict.Holds)]
    [InlineData(0.74, ClaimVerdict.DoesNotHold)]
    public void At_most_is_an_inequality(double limit, ClaimVerdict verdict) => Assert.Equal(verdict,
        ClaimJudge.Combine(s_claim with { Expected = null, Tolerance = null, AtMost = limit }, [0.9, 1.0, 1.1]).Verdict);

    [Theory]
    [InlineData(0.1, ClaimVerdict.Holds)]
    [InlineData(0.099, ClaimVerdict.Open)]
    public void A_claim_about_every_seed_uses_the_least_and_greatest_value(double tolerance, ClaimVerdict verdict)
    {
        var claim = s_claim with { Over = ClaimOptions.EverySeed, Expected = 1, Tolerance = tolerance };
        Assert.Equal(verdict, ClaimJudge.Combine(claim, [0.9, 1.0, 1.1]).Verdict);
    }

    [Fact]
    public void The_mean_of_a_single_seed_proves_nothing() => Assert.Equal(ClaimVerdict.Open,
        ClaimJudge.Combine(s_claim with { Expected = 1, Tolerance = 1 }, [1.0]).Verdict);

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void A_value_that_is_not_finite_does_not_hold(double value)
    {
        foreach (var over in new[] { ClaimOptions.MeanOverSeeds, ClaimOptions.EverySeed })
        {
            var claim = s_claim with { Over = over, Expected = null, Tolerance = null, AtLeast = 0 };
            Assert.Equal(ClaimVerdict.DoesNotHold, ClaimJudge.Combine(claim, [1.0, value]).Verdict);
        }

        Assert.Equal(ClaimVerdict.DoesNotHold,
            ClaimJudge.Judge(s_claim with { Quantity = "a+b", Expected = null, Tolerance = null, AtLeast = 0 },
                _ => new Readings(null, value)).Verdict);
    }

    private static ClaimResult Judge(ClaimOptions claim, double[] a, double[] b) => ClaimJudge.Judge(claim, path =>
        BySeed(0, [.. (path.Layer == "1" ? a : b).Select((value, seed) => ((long)seed, value))]));

    private static Readings BySeed(int first, params (long Seed, double Value)[] values) =>
        new(values.ToDictionary(one => one.Seed + first, one => one.Value), null);
}
