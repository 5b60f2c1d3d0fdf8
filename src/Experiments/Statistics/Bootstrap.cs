namespace Experiments.Statistics;

/// <summary>
/// The stratified percentile bootstrap: each stratum (a task, a model, a data set) is resampled by itself with replacement, its seeds
/// being what is resampled, the statistic is taken of the whole, and the interval holds the middle of what came out (Efron 1979;
/// stratified as in Agarwal et al. 2021).
/// </summary>
public static class Bootstrap
{
    /// <summary>How many resamples are drawn unless said otherwise.</summary>
    public const int DefaultResamples = 10_000;

    /// <summary>The interval of a statistic; null where a stratum has fewer than two values, which resampling can't vary.</summary>
    /// <param name="strata">The values, [strata][seeds], each finite; one stratum is the ordinary bootstrap.</param>
    /// <param name="statistic">What is estimated, a function of the resampled strata in their order; it does not keep them, since the next resample stands in the same arrays.</param>
    /// <param name="seed">Seed of the resampling.</param>
    /// <param name="level">1 − α: the interval ends at the quantiles α/2 and 1 − α/2, linear between neighbours.</param>
    /// <param name="resamples">How many resamples.</param>
    public static Interval? Of(
        IReadOnlyList<IReadOnlyList<double>> strata, Func<IReadOnlyList<double[]>, double> statistic, long seed = 0, double level = 0.95, int resamples = DefaultResamples)
    {
        Interval.ThrowIfNoLevel(level);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(resamples);
        foreach (var stratum in strata)
            Sample.ThrowIfNotFinite(stratum);
        if (strata.Count == 0 || strata.Any(stratum => stratum.Count < 2))
            return null;
        var resampler = new Resampler(seed);
        var estimates = new double[resamples];
        double[][] values = [.. strata.Select(stratum => stratum.ToArray())];
        double[][] drawn = [.. values.Select(stratum => new double[stratum.Length])];
        for (var i = 0; i < resamples; i++)
        {
            for (var stratum = 0; stratum < drawn.Length; stratum++)
                resampler.Resample(values[stratum], drawn[stratum]);
            estimates[i] = statistic(drawn);
        }
        return Middle(estimates, level);
    }

    /// <summary>The interval of a statistic of one sample; null for fewer than two values.</summary>
    /// <param name="values">Finite, in any order.</param>
    /// <param name="statistic">What is estimated.</param>
    /// <param name="seed">Seed of the resampling.</param>
    /// <param name="level">1 − α.</param>
    /// <param name="resamples">How many resamples.</param>
    public static Interval? Of(
        IReadOnlyList<double> values, Func<IReadOnlyList<double>, double> statistic, long seed = 0, double level = 0.95, int resamples = DefaultResamples) =>
        Of([values], strata => statistic(strata[0]), seed, level, resamples);

    internal static Interval Middle(double[] estimates, double level)
    {
        Array.Sort(estimates);
        return new Interval(Sample.Quantile(estimates, (1 - level) / 2), Sample.Quantile(estimates, (1 + level) / 2), level);
    }
}
