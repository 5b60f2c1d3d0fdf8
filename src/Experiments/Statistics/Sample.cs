using MathNet.Numerics.Statistics;

namespace Experiments.Statistics;

/// <summary>Basic statistics of a sample, used by the summaries, intervals and tests.</summary>
public static class Sample
{
    /// <summary>Computes the arithmetic mean, Σx / n, with Neumaier's compensated summation, so the order of the values has almost no
    /// influence.</summary>
    /// <param name="values">At least one value.</param>
    public static double Mean(IReadOnlyList<double> values)
    {
        ThrowIfEmpty(values);
        return Mean(values is double[] array ? array : [.. values]);
    }

    /// <summary>Computes the standard deviation √(Σ(x − x̄)² / (n − 1)); null for fewer than two values.</summary>
    public static double? StandardDeviation(IReadOnlyList<double> values) =>
        values.Count < 2 ? null : values.All(value => value == values[0]) ? 0 : values.StandardDeviation();

    /// <summary>Computes the quantile at position share · (n − 1), interpolated linearly: numpy's default (Hyndman and Fan's type 7).
    /// </summary>
    /// <param name="sorted">At least one value, ascending.</param>
    /// <param name="share">Number from 0 to 1.</param>
    public static double Quantile(IReadOnlyList<double> sorted, double share)
    {
        ThrowIfEmpty(sorted);
        if (share is not (>= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(share), share, "A share must lie between 0 and 1.");
        var position = share * (sorted.Count - 1);
        var below = (int)Math.Floor(position);
        var above = Math.Min(below + 1, sorted.Count - 1);
        return sorted[below] + ((position - below) * (sorted[above] - sorted[below]));
    }

    /// <summary>Computes the mean of the values that remain after cutting ⌊n/4⌋ values at each end.</summary>
    /// <param name="values">At least one value, in any order.</param>
    public static double InterquartileMean(IReadOnlyList<double> values)
    {
        ThrowIfEmpty(values);
        double[] sorted = [.. values];
        Array.Sort(sorted);
        return MiddleMean(sorted);
    }

    /// <summary>Computes the interquartile mean of sorted values.</summary>
    internal static double MiddleMean(double[] sorted)
    {
        var cut = sorted.Length / 4;
        return Mean(sorted.AsSpan(cut, sorted.Length - (2 * cut)));
    }

    internal static void ThrowIfNotFinite(IReadOnlyList<double> values)
    {
        if (values.Any(value => !double.IsFinite(value)))
            throw new ArgumentException("All values of a sample must be finite. Replace the values of diverged runs first.",
                nameof(values));
    }

    private static double Mean(ReadOnlySpan<double> values)
    {
        double sum = 0, lost = 0;
        foreach (var value in values)
        {
            var next = sum + value;
            lost += Math.Abs(sum) >= Math.Abs(value) ? sum - next + value : value - next + sum;
            sum = next;
        }
        return (sum + lost) / values.Length;
    }

    private static void ThrowIfEmpty(IReadOnlyList<double> values)
    {
        if (values.Count == 0)
            throw new ArgumentException("The sample is empty. Give at least one value.", nameof(values));
    }
}
