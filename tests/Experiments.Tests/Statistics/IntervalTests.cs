namespace Experiments.Tests.Statistics;

public sealed class IntervalTests
{
    [Fact]
    public void A_single_value_has_no_interval()
    {
        Assert.Null(StudentInterval.Of([]));
        Assert.Null(StudentInterval.Of([1]));
        Assert.Null(WilsonInterval.Of(0, 0));
    }

    [Fact]
    public void Students_interval_of_two_values_by_hand()
    {
        // With one degree of freedom, Student's distribution is the Cauchy distribution, so t(0.975) = tan(0.475 π). In this test, s / √2 =
        // 1.
        var interval = StudentInterval.Of([1, 3])!.Value;
        Assert.Equal(2 - Math.Tan(0.475 * Math.PI), interval.Low, 1e-10);
        Assert.Equal(2 + Math.Tan(0.475 * Math.PI), interval.High, 1e-10);
    }

    [Fact]
    public void Equal_values_have_an_interval_of_no_width() => Assert.Equal(new Interval(2, 2, 0.95), StudentInterval.Of([2, 2, 2]));

    [Fact]
    public void No_event_in_ten_trials_gives_an_interval_above_zero()
    {
        // The upper end is (z²/n) / (1 + z²/n) with z = 1.959963984540054.
        var interval = WilsonInterval.Of(0, 10)!.Value;
        Assert.Equal(0, interval.Low);
        Assert.Equal(0.27753279, interval.High, 1e-8);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(95)]
    public void A_level_outside_0_and_1_is_refused(double level)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => StudentInterval.Of([1, 2], level));
        Assert.Throws<ArgumentOutOfRangeException>(() => WilsonInterval.Of(1, 2, level));
    }

    [SkippableFact]
    public void Students_interval_equals_that_of_SciPy()
    {
        var samples = Samples.All.Where(sample => sample.Length > 1 && sample.Distinct().Count() > 1).ToList();
        double[] levels = [0.5, 0.9, 0.95, 0.99];
        // SciPy 1.10's t.interval is wrong in the tenth digit: t(0.975; 7) = 2.36462425101, while the exact value is 2.36462425159. The
        // expected quantile therefore comes from SciPy's incomplete beta function, and t.interval is compared only to 1e-7.
        var expected = SciPy.Numbers($"""
            import scipy.special as sp
            result = []
            for x in {SciPy.Lists(samples)}:
                for level in {SciPy.List(levels)}:
                    n, m, se = len(x) - 1, np.mean(x), st.sem(x)
                    t = np.sqrt(n * (1 / sp.betaincinv(n / 2, 0.5, 1 - level) - 1))
                    low, high = st.t.interval(level, n, loc=m, scale=se)
                    assert abs(m - t * se - low) < 1e-7 * max(1, abs(low)) and abs(m + t * se - high) < 1e-7 * max(1, abs(high))
                    result += [float(m - t * se), float(m + t * se)]
            print(json.dumps(result))
            """);
        Close.All(expected, [.. samples.SelectMany(sample => levels.SelectMany(level => Ends(StudentInterval.Of(sample, level)!.Value)))]);
    }

    [SkippableFact]
    public void Wilsons_interval_equals_that_of_SciPy()
    {
        (int Count, int Of)[] shares = [(0, 1), (1, 1), (0, 10), (3, 10), (10, 10), (1, 40), (17, 40), (999, 1000)];
        var pairs = SciPy.Lists(shares.Select(share => new double[] { share.Count, share.Of }));
        var expected = SciPy.Numbers($"""
            print(json.dumps([float(end) for k, n in {pairs} for level in [0.9, 0.95]
                for end in (lambda ci: (ci.low, ci.high))(st.binomtest(int(k), int(n)).proportion_ci(level, method='wilson'))]))
            """);
        Close.All(expected, [.. shares.SelectMany(
            share => new[] { 0.9, 0.95 }.SelectMany(level => Ends(WilsonInterval.Of(share.Count, share.Of, level)!.Value)))]);
    }

    internal static double[] Ends(Interval interval) => [interval.Low, interval.High];
}
