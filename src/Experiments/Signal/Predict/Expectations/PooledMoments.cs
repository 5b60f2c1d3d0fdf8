using Experiments.Models;

namespace Experiments.Signal.Predict;

/// <summary>Computes the moments of a signal over all examples, positions and units of one network. For each moment, the class computes the
/// expected value and the standard deviation over seeds.</summary>
internal static class PooledMoments
{
    /// <summary>Returns the moments of the activation's output. If the activation is null, returns the moments of the signal.</summary>
    public static PredictedMoments Of(SignalState signal, ActivationOptions? activation)
    {
        if (activation is not null && signal.Before is { } before)
            return Of(before.Signal, new ComposedActivation(activation, before.Function));
        Func<double, double> f = activation is null ? x => x : activation.Value;
        var kinks = activation?.Kinks ?? [];
        var (mean, square, error, errorOfMean) = Expected(signal, f, kinks);

        var correlations = signal.Correlations();
        // After a normalisation, the moments are the same in every network.
        var isFixed = activation is null && signal.IsFresh && (signal.Terms == NoiseTerms.OfExamples || signal.Terms.FixesUnits);
        // The second moment of the sampled points may differ from the second moment of the whole batch.
        var whole = signal.Second.Average() / Math.Max(Enumerable.Range(0, signal.Points.Count).Average(signal.AtPoint), double.Epsilon);
        var ofGiven = activation is null ? signal.MeanVariance : 0;
        var meanDeviation = Math.Sqrt(whole * (Math.Pow(Deviation(signal, correlations, f, kinks, isFixed), 2) + ofGiven));
        var squareDeviation = whole * Deviation(signal, correlations, x => f(x) * f(x), kinks, isFixed);
        var varianceDeviation = whole * Deviation(signal, correlations, x => (f(x) - mean) * (f(x) - mean), kinks, isFixed);
        varianceDeviation = Math.Sqrt((varianceDeviation * varianceDeviation) + (2 * Math.Pow(meanDeviation, 4)));
        // The mean over few units differs from the expected mean, and the variance is smaller by the square of this difference.
        var variance = Math.Max(square - (mean * mean) - (meanDeviation * meanDeviation), 0);
        return new PredictedMoments(
            PredictionBand.Of(mean, meanDeviation, isPositive: false, errorOfMean),
            PredictionBand.Of(variance, varianceDeviation, isPositive: true, error * variance),
            PredictionBand.Of(square, squareDeviation, isPositive: true, error * square));
    }

    /// <summary>Computes E f and E f² over the batch, and the errors of these two numbers. The errors come from the signal's error and its
    /// non-normal distribution. The error of E f² is relative.</summary>
    public static (double Mean, double Square, double Error, double ErrorOfMean) Expected(SignalState signal, Func<double, double> f,
        IReadOnlyList<double> kinks)
    {
        (double Mean, double Square) Under(SignalState law)
        {
            var first = new MomentTable(f, kinks, law);
            var second = new MomentTable(x => f(x) * f(x), kinks, law);
            return (law.Second.Average(first.At), law.Second.Average(second.At));
        }

        var (mean, square) = Under(signal);
        if (signal is { Skewness: 0, ExcessKurtosis: 0 } || square <= 0)
            return (mean, square, signal.ModelError, OfMean(0));
        var normal = Under(signal with { Skewness = 0, ExcessKurtosis = 0 });
        return (mean, square, signal.ModelError + (PredictionBand.ShareOfCorrection * Math.Abs(square - normal.Square) / square),
            OfMean(Math.Abs(mean - normal.Mean)));

        double OfMean(double correction) => (signal.ModelError * Math.Sqrt(square)) + (PredictionBand.ShareOfCorrection * correction);
    }

    private static double Deviation(SignalState signal, double[,] correlations, Func<double, double> f, IReadOnlyList<double> kinks,
        bool isFixed)
    {
        if (isFixed)
            return 0;
        return Math.Sqrt(VarianceOver(signal, correlations, SeriesAt(signal, f, kinks)));
    }

    /// <summary>Computes the variance over seeds of one number: the mean of f over units, examples and positions. The computation uses the
    /// expansion of f at each point.
    /// </summary>
    public static double VarianceOver(SignalState signal, double[,] correlations, HermiteSeries[] series) =>
        signal.Points.AverageOfCovariance((p, r) => Covariance(signal, series, correlations[p, r], p, r));

    /// <summary>Expands f at each point.</summary>
    public static HermiteSeries[] SeriesAt(SignalState signal, Func<double, double> f, IReadOnlyList<double> kinks)
    {
        HermiteSeries[] series = [.. Enumerable.Range(0, signal.Points.Count).Select(SeriesByLength(signal, f, kinks))];
        if (!signal.IsFresh || !signal.Terms.FixesUnits)
            return series;
        var perVariance = series.Sum(point => point.Second) / Math.Max(series.Sum(point => point.Variance), double.Epsilon);
        var perDeviation = series.Average(point => point.Variance > 0 ? point.First / Math.Sqrt(point.Variance) : 0);
        return [.. series.Select(point => point.ForFixedUnits(perDeviation, perVariance))];
    }

    // Points with nearly equal second moments and variances (a difference of less than 1/64) use one common series.
    private static Func<int, HermiteSeries> SeriesByLength(SignalState signal, Func<double, double> f, IReadOnlyList<double> kinks)
    {
        var made = new Dictionary<(int Second, int Variance), HermiteSeries>();
        return point =>
        {
            var cell = (Cell(signal.AtPoint(point)), Cell(signal.VarianceAt(point)));
            if (!made.TryGetValue(cell, out var series))
                made[cell] = series = new HermiteSeries(f, kinks, signal.MeanAt(point), signal.VarianceAt(point));
            return series;
        };

        static int Cell(double moment) => moment > 0 ? (int)Math.Round(64 * Math.Log(moment)) : int.MinValue;
    }

    /// <summary>Computes the covariance over seeds of the means of f over units at two points. One part of the covariance comes from the
    /// earlier layers, the second part from the finite number of units.</summary>
    public static double Covariance(SignalState signal, HermiteSeries[] series, double correlation, int p, int r)
    {
        var inherited = signal.Noise[p, r] * series[p].LogVarianceSlope * series[r].LogVarianceSlope;
        return !signal.IsFresh
            ? inherited
            : inherited + ((1 + signal.Noise[p, r]) * series[p].Covariance(series[r], correlation, signal.Terms, signal.Spread[p, r])
                / signal.Units);
    }
}
