namespace Experiments.Statistics;

/// <summary>
/// Stratified percentile bootstrap. The method resamples the seeds of each stratum (a task, a model, a data set) with replacement, and
/// computes the statistic of all strata from each resample. The ends of the interval are percentiles of these estimates (Efron 1979;
/// stratified as in Agarwal et al. 2021).
/// </summary>
public static class Bootstrap
{
    public const int DefaultResamples = 10_000;

    /// <summary>Computes the interval; null if a stratum has fewer than two values.</summary>
    /// <param name="strata">Finite values, [strata][seeds]; one stratum gives the ordinary bootstrap.</param>
    /// <param name="statistic">Function of the resampled strata, in order. The function must not keep a reference to the arrays, because
    /// the next resample reuses them.</param>
    /// <param name="level">1 − α; the interval ends at the quantiles α/2 and 1 − α/2, interpolated linearly.</param>
    public static Interval? Of(
        IReadOnlyList<IReadOnlyList<double>> strata, Func<IReadOnlyList<double[]>, double> statistic, long seed = 0, double level = 0.95,
        int resamples = DefaultResamples)
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

    /// <summary>Computes the interval of a statistic of one sample; null for fewer than two values.</summary>
    /// <param name="values">Finite values, in any order.</param>
    /// <param name="level">1 − α.</param>
    public static Interval? Of(
        IReadOnlyList<double> values, Func<IReadOnlyList<double>, double> statistic, long seed = 0, double level = 0.95,
        int resamples = DefaultResamples) =>
            Of([values], strata => statistic(strata[0]), seed, level, resamples);

    internal static Interval Middle(double[] estimates, double level)
    {
        Array.Sort(estimates);
        return new Interval(Sample.Quantile(estimates, (1 - level) / 2), Sample.Quantile(estimates, (1 + level) / 2), level);
    }
}
