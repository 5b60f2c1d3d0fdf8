namespace Experiments.Tests.Statistics;

/// <summary>Uses the remission times of Freireich et al. 1963, a common textbook example, in weeks (+ means censored). With 6-MP: 6 6 6 6+
/// 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+. With placebo, no time is censored.</summary>
public sealed class KaplanMeierTests
{
    private static readonly Waiting[] s_treated =
    [
        .. Reached(6, 6, 6, 7, 10, 13, 16, 22, 23),
        .. NotReached(6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35),
    ];

    private static readonly Waiting[] s_placebo = Reached(1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23);

    [Fact]
    public void The_curve_equals_that_of_the_textbook()
    {
        var curve = KaplanMeier.Of(s_treated);
        Assert.Equal([6, 7, 10, 13, 16, 22, 23], curve.Steps.Select(step => step.Time));
        Assert.Equal([21, 17, 15, 12, 11, 7, 6], curve.Steps.Select(step => step.AtRisk));
        Close.All([18 / 21.0, 0.8067226890756303, 0.7529411764705882, 0.6901960784313725, 0.6274509803921569, 0.5378151260504201,
            0.4481792717086835], [.. curve.Steps.Select(step => step.Share)]);
        Assert.Equal(23, curve.Median);
        Assert.Equal(8, KaplanMeier.Of(s_placebo).Median);
    }

    [Fact]
    public void The_intervals_of_the_medians_equal_those_of_R()
    {
        // R's survfit(…, conf.type = "log-log") gives the medians 23 (13, NA) for 6-MP and 8 (4, 11) for placebo.
        Assert.Equal((13, double.PositiveInfinity), KaplanMeier.Of(s_treated).MedianInterval());
        Assert.Equal((4, 11), KaplanMeier.Of(s_placebo).MedianInterval());
    }

    [Fact]
    public void The_log_rank_p_equals_that_of_the_textbook() =>
        // The test statistic is χ² = 16.79 with one degree of freedom.
        Assert.Equal(4.17e-5, LogRank.PValue(s_treated, s_placebo)!.Value, 5e-8);

    [Fact]
    public void A_run_that_did_not_reach_the_target_is_not_dropped()
    {
        // More than half of the runs did not reach the target, so there is no median. Without these runs, the median would be 1.
        var curve = KaplanMeier.Of([.. Reached(1, 2), .. NotReached(10, 10, 10)]);
        Assert.Null(curve.Median);
        Assert.Equal(0.6, curve.At(5), 1e-15);
        Assert.Equal((1 + 2 + 10 + 10 + 10) / 5.0, curve.RestrictedMean(10), 1e-12);
    }

    [Fact]
    public void Without_censoring_the_restricted_mean_is_the_mean() =>
        Assert.Equal(s_placebo.Average(observation => observation.Time), KaplanMeier.Of(s_placebo).RestrictedMean(23), 1e-12);

    [Fact]
    public void Without_observations_there_are_no_numbers()
    {
        var curve = KaplanMeier.Of([]);
        Assert.Equal((0, 0, null, 1.0), (curve.Count, curve.Events, curve.Median, curve.At(3)));
        Assert.Null(curve.MedianInterval());
        Assert.Null(LogRank.PValue([], s_placebo));
        Assert.Null(LogRank.PValue(NotReached(5, 5), NotReached(5)));
    }

    [Fact]
    public void One_observation_is_its_own_median()
    {
        Assert.Equal(7, KaplanMeier.Of(Reached(7)).Median);
        Assert.Null(KaplanMeier.Of(NotReached(7)).Median);
    }

    [Fact]
    public void Rounding_does_not_move_the_median() =>
        // The share is S = 3/4 · 2/3 = 1/2, up to rounding.
        Assert.Equal(2, KaplanMeier.Of(Reached(1, 2, 3, 4)).Median);

    [SkippableFact]
    public void Curves_and_tests_equal_a_simple_loop_in_Python()
    {
        // SciPy 1.10 has neither the Kaplan-Meier estimate nor the log-rank test. The Python code loops over all days instead of over the
        // events.
        var (times, events) = Drawn(40, 4);
        var (otherTimes, otherEvents) = Drawn(35, 9);
        var expected = SciPy.Numbers($$"""
            t, e = np.array({{SciPy.List(times)}}), np.array({{SciPy.List(events)}})
            u, f = np.array({{SciPy.List(otherTimes)}}), np.array({{SciPy.List(otherEvents)}})
            s, curve, o, x, v = 1.0, [], 0.0, 0.0, 0.0
            for day in range(0, 40):
                n, d = (t >= day).sum(), ((t == day) & (e == 1)).sum()
                m, g = (u >= day).sum(), ((u == day) & (f == 1)).sum()
                if n: s *= 1 - d / n
                curve.append(s)
                if n + m > 1 and d + g > 0:
                    h = st.hypergeom(n + m, n, d + g)
                    o, x, v = o + d, x + h.mean(), v + h.var()
            print(json.dumps(curve + [float(st.chi2.sf((o - x) ** 2 / v, 1))]))
            """);
        var (group, other) = (Observed(times, events), Observed(otherTimes, otherEvents));
        var curve = KaplanMeier.Of(group);
        Close.All(expected, [.. Enumerable.Range(0, 40).Select(day => curve.At(day)), LogRank.PValue(group, other)!.Value]);
    }

    private static (double[] Times, double[] Events) Drawn(int count, int seed) =>
        ([.. Samples.Normal(count, seed).Select(value => Math.Round(10 + (6 * value)) is var day and > 0 ? Math.Min(day, 30) : 0)],
            [.. Samples.Normal(count, seed + 100).Select(value => value > 0 ? 1.0 : 0)]);

    private static Waiting[] Observed(double[] times, double[] events) =>
        [.. times.Zip(events, (time, happened) => new Waiting(time, happened == 1))];

    private static Waiting[] Reached(params double[] times) => [.. times.Select(time => new Waiting(time, true))];

    private static Waiting[] NotReached(params double[] times) => [.. times.Select(time => new Waiting(time, false))];
}
