using MathNet.Numerics.Statistics;

namespace Experiments.Statistics;

/// <summary>Statistics of a sample: the building blocks of the summaries, the intervals and the tests.</summary>
public static class Sample
{
    /// <summary>Arithmetic mean, Σx / n, summed with Neumaier's compensation, so that the order of the values does not matter.</summary>
    /// <param name="values">At least one.</param>
    public static double Mean(IReadOnlyList<double> values)
    {
        ThrowIfEmpty(values);
        return Mean(values is double[] array ? array : [.. values]);
    }

    /// <summary>√(Σ(x − x̄)² / (n − 1)); null for fewer than two values.</summary>
    public static double? StandardDeviation(IReadOnlyList<double> values) =>
        values.Count < 2 ? null : values.All(value => value == values[0]) ? 0 : values.StandardDeviation();

    /// <summary>Quantile at position share · (n − 1), linear between neighbours: numpy's default (Hyndman and Fan's type 7).</summary>
    /// <param name="sorted">At least one value, ascending.</param>
    /// <param name="share">0 to 1.</param>
    public static double Quantile(IReadOnlyList<double> sorted, double share)
    {
        ThrowIfEmpty(sorted);
        if (share is not (>= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(share), share, "A share lies between 0 and 1.");
        var position = share * (sorted.Count - 1);
        var below = (int)Math.Floor(position);
        var above = Math.Min(below + 1, sorted.Count - 1);
        return sorted[below] + ((position - below) * (sorted[above] - sorted[below]));
    }

    /// <summary>Mean of what remains after cutting ⌊n/4⌋ values at each end.</summary>
    /// <param name="values">At least one, in any order.</param>
    public static double InterquartileMean(IReadOnlyList<double> values)
    {
        ThrowIfEmpty(values);
        double[] sorted = [.. values];
        Array.Sort(sorted);
        return MiddleMean(sorted);
    }

    /// <summary>Interquartile mean of sorted values.</summary>
    internal static double MiddleMean(double[] sorted)
    {
        var cut = sorted.Length / 4;
        return Mean(sorted.AsSpan(cut, sorted.Length - (2 * cut)));
    }

    internal static void ThrowIfNotFinite(IReadOnlyList<double> values)
    {
        if (values.Any(value => !double.IsFinite(value)))
            throw new ArgumentException("A sample holds finite values; give a run that diverged the value that stands for it first.",
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
            throw new ArgumentException("An empty sample has no such number.", nameof(values));
    }
}
