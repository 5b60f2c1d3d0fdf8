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
        var first = new MomentTable(f, kinks, signal.MeanOf, signal.ExcessKurtosis);
        var second = new MomentTable(x => f(x) * f(x), kinks, signal.MeanOf, signal.ExcessKurtosis);
        var (mean, square) = (signal.Second.Average(first.At), signal.Second.Average(second.At));

        var correlations = signal.Correlations();
        // What a normalisation gives is the same for every network.
        var isFixed = activation is null && signal.Terms == NoiseTerms.Normalised && signal.IsFresh;
        // The sample of points may be of other lengths than the whole batch.
        var whole = signal.Second.Average() / Math.Max(Enumerable.Range(0, signal.Points.Count).Average(signal.AtPoint), double.Epsilon);
        var meanDeviation = Math.Sqrt(whole) * Deviation(signal, correlations, f, kinks, isFixed);
        var squareDeviation = whole * Deviation(signal, correlations, x => f(x) * f(x), kinks, isFixed);
        var varianceDeviation = whole * Deviation(signal, correlations, x => (f(x) - mean) * (f(x) - mean), kinks, isFixed);
        varianceDeviation = Math.Sqrt((varianceDeviation * varianceDeviation) + (2 * Math.Pow(meanDeviation, 4)));
        // A mean over few units misses the expected one, and takes as much from the variance.
        var variance = Math.Max(square - (mean * mean) - (meanDeviation * meanDeviation), 0);
        var error = activation is null ? Band.Rounding : signal.ModelError;
        double Rounded(double deviation, double scale) => Math.Sqrt((deviation * deviation) + (error * error * scale * scale));
        return new PredictedMoments(
            Band.Of(mean, Rounded(meanDeviation, Math.Sqrt(square)), isPositive: false),
            Band.Of(variance, Rounded(varianceDeviation, variance), isPositive: true),
            Band.Of(square, Rounded(squareDeviation, square), isPositive: true));
    }

    private static double Deviation(Signal signal, double[,] correlations, Func<double, double> f, IReadOnlyList<double> kinks, bool isFixed)
    {
        if (isFixed)
            return 0;
        var series = SeriesAt(signal, f, kinks);
        var variance = signal.Points.Average((p, r) => Covariance(signal, series, correlations[p, r], p, r));
        return Math.Sqrt(Math.Max(variance, 0));
    }

    /// <summary>The expansion of f at each point.</summary>
    public static HermiteSeries[] SeriesAt(Signal signal, Func<double, double> f, IReadOnlyList<double> kinks) =>
        [.. Enumerable.Range(0, signal.Points.Count).Select(SeriesByLength(signal, f, kinks))];

    // Points whose lengths differ by less than one part in sixty-four share a series.
    private static Func<int, HermiteSeries> SeriesByLength(Signal signal, Func<double, double> f, IReadOnlyList<double> kinks)
    {
        var made = new Dictionary<int, HermiteSeries>();
        return point =>
        {
            var second = signal.AtPoint(point);
            var cell = second > 0 ? (int)Math.Round(64 * Math.Log(second)) : int.MinValue;
            if (!made.TryGetValue(cell, out var series))
                made[cell] = series = new HermiteSeries(f, kinks, signal.MeanAt(point), signal.VarianceAt(point));
            return series;
        };
    }

    /// <summary>The covariance over seeds of the means over units of f at two points: what the layers before cause, and the sample of units.</summary>
    public static double Covariance(Signal signal, HermiteSeries[] series, double correlation, int p, int r)
    {
        var inherited = signal.Noise[p, r] * series[p].LogVarianceSlope * series[r].LogVarianceSlope;
        return !signal.IsFresh
            ? inherited
            : inherited + ((1 + signal.Noise[p, r]) * series[p].Covariance(series[r], correlation, signal.Terms, signal.Spread[p, r]) / signal.Units);
    }
}
