using MathNet.Numerics.Distributions;

namespace Experiments.Statistics;

/// <summary>Interval of the mean of normal values: x̄ ± t(1 − α/2; n − 1) · s / √n (Student 1908).</summary>
public static class StudentInterval
{
    /// <summary>Returns the interval, in the unit of the values; null for fewer than two values.</summary>
    /// <param name="values">Finite values, in any order.</param>
    /// <param name="level">1 − α.</param>
    public static Interval? Of(IReadOnlyList<double> values, double level = 0.95)
    {
        Interval.ThrowIfNoLevel(level);
        Sample.ThrowIfNotFinite(values);
        if (values.Count < 2)
            return null;
        var mean = Sample.Mean(values);
        var reach = Quantile(values.Count - 1, (1 + level) / 2) * Sample.StandardDeviation(values)!.Value / Math.Sqrt(values.Count);
        return new Interval(mean - reach, mean + reach, level);
    }

    // MathNet's inverse is not exact to the last digits; three Newton steps correct it.
    private static double Quantile(int degrees, double probability)
    {
        var quantile = StudentT.InvCDF(0, 1, degrees, probability);
        for (var step = 0; step < 3; step++)
            quantile -= (StudentT.CDF(0, 1, degrees, quantile) - probability) / StudentT.PDF(0, 1, degrees, quantile);
        return quantile;
    }
}
