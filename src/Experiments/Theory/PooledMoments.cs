using Experiments.Models;

namespace Experiments.Theory;

/// <summary>What one network shows of a signal, pooled over examples, positions and units: expected values and their spread over seeds.</summary>
internal static class PooledMoments
{
    /// <summary>Mean, variance and second moment of f of a signal; f = null for the signal itself.</summary>
    public static PredictedMoments Of(Signal signal, ActivationOptions? activation)
    {
        Func<double, double> f = activation is null ? x => x : activation.Value;
        var kinks = activation?.Kinks ?? [];
        var first = new MomentTable(f, kinks, signal.MeanOf);
        var second = new MomentTable(x => f(x) * f(x), kinks, signal.MeanOf);
        var (mean, square) = (signal.Second.Average(first.At), signal.Second.Average(second.At));

        var correlations = signal.Correlations();
        var meanDeviation = Deviation(signal, correlations, f, kinks);
        var squareDeviation = Deviation(signal, correlations, x => f(x) * f(x), kinks);
        var varianceDeviation = Deviation(signal, correlations, x => (f(x) - mean) * (f(x) - mean), kinks);
        // A mean over few units misses the expected one, and takes as much from the variance.
        var variance = Math.Max(square - (mean * mean) - (meanDeviation * meanDeviation), 0);
        return new PredictedMoments(
            Band.Of(mean, meanDeviation, isPositive: false), Band.Of(variance, varianceDeviation, isPositive: true), Band.Of(square, squareDeviation, isPositive: true));
    }

    private static double Deviation(Signal signal, double[,] correlations, Func<double, double> f, IReadOnlyList<double> kinks)
    {
        var series = SeriesAt(signal, f, kinks);
        var variance = signal.Points.Average((p, r) => Covariance(signal, series, correlations[p, r], p, r));
        return Math.Sqrt(Math.Max(variance, 0));
    }

    /// <summary>The expansion of f at each point.</summary>
    public static HermiteSeries[] SeriesAt(Signal signal, Func<double, double> f, IReadOnlyList<double> kinks) =>
        [.. Enumerable.Range(0, signal.Points.Count).Select(point => new HermiteSeries(f, kinks, signal.MeanAt(point), signal.VarianceAt(point)))];

    /// <summary>The covariance over seeds of the means over units of f at two points: what the layers before cause, and the sample of units.</summary>
    public static double Covariance(Signal signal, HermiteSeries[] series, double correlation, int p, int r)
    {
        var inherited = signal.Noise[p, r] * series[p].LogVarianceSlope * series[r].LogVarianceSlope;
        return !signal.IsFresh
            ? inherited
            : inherited + ((1 + signal.Noise[p, r]) * series[p].Covariance(series[r], correlation, signal.Terms) / signal.Units);
    }
}
