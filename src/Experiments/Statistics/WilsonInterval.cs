using MathNet.Numerics.Distributions;

namespace Experiments.Statistics;

/// <summary>
/// Confidence interval of a share, such as the share of diverged runs: all shares p with |k/n − p| ≤ z · √(p(1 − p)/n). The interval stays
/// inside [0, 1] and has a positive width even for 0 of n and n of n (Wilson 1927).
/// </summary>
public static class WilsonInterval
{
    /// <summary>Computes the interval; null for n = 0.</summary>
    /// <param name="count">k, the number of events.</param>
    /// <param name="of">n, the number of trials.</param>
    /// <param name="level">1 − α.</param>
    public static Interval? Of(int count, int of, double level = 0.95)
    {
        Interval.ThrowIfNoLevel(level);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, of);
        if (of == 0)
            return null;
        double n = of, share = count / n, z = Normal.InvCDF(0, 1, (1 + level) / 2), square = z * z;
        var centre = (share + (square / (2 * n))) / (1 + (square / n));
        var reach = z / (1 + (square / n)) * Math.Sqrt((share * (1 - share) / n) + (square / (4 * n * n)));
        // For 0 of n and n of n, the formula gives 0 or 1 with a rounding error, so the exact end is set here.
        return new Interval(count == 0 ? 0 : centre - reach, count == of ? 1 : centre + reach, level);
    }
}
