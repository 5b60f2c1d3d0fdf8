using System.Collections.Concurrent;
using Experiments.Models;

namespace Experiments.Signal.Measure;

/// <summary>
/// Finds the inputs at which an activation is saturated, {z : |φ'(z)| &lt; <see cref="Threshold"/> · max |φ'|}, as intervals. The intervals
/// are computed once per function from <see cref="ActivationOptions.Derivative"/>. Sigmoid: |z| > 5.99; tanh: |z| > 2.99; relu: z ≤ 0.
/// </summary>
internal static class Saturation
{
    public const double Threshold = 0.01;

    // Beyond this range, every registered function is practically equal to its asymptote.
    private const double Reach = 64;
    private const int Steps = 16_384;

    private static readonly ConcurrentDictionary<ActivationOptions, IReadOnlyList<(double From, double To)>> s_known = new();

    public static double Share(ActivationOptions activation, Tensor preActivation)
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        var z = preActivation.detach();
        var saturated = 0.0;
        foreach (var (from, to) in Intervals(activation))
            saturated += Inside(z, from, to).sum().to(ScalarType.Float64).item<double>();
        return saturated / z.numel();
    }

    /// <summary>Computes E φ'(z)² / max φ'² for normal z with this mean and variance (relu at mean 0: 1/2); NaN if mean or variance is not
    /// finite.</summary>
    public static double Passed(ActivationOptions activation, double mean, double variance)
    {
        if (!double.IsFinite(mean) || !double.IsFinite(variance))
            return double.NaN;
        var most = Grid().Max(z => Math.Abs(activation.Derivative(z)));
        var (sum, weights) = (0.0, 0.0);
        // For smooth functions the rectangle rule converges faster than any power of the step size. A kink of the function adds an error
        // that is smaller than the step size.
        for (var t = -8.0; t <= 8; t += 1 / 256.0)
        {
            var density = Math.Exp(-t * t / 2);
            var slope = activation.Derivative(mean + (t * Math.Sqrt(variance))) / most;
            (sum, weights) = (sum + (density * slope * slope), weights + density);
        }

        return sum / weights;
    }

    /// <summary>Computes the share of saturated values for normal z with this variance and mean.</summary>
    public static double ShareOf(ActivationOptions activation, double variance, double mean = 0)
    {
        return Intervals(activation).Sum(interval => Below(interval.To) - Below(interval.From));

        double Below(double z) =>
            double.IsInfinity(z) ? (z > 0 ? 1 : 0) : MathNet.Numerics.Distributions.Normal.CDF(mean, Math.Sqrt(variance), z);
    }

    /// <summary>Returns the saturated intervals in ascending order. If an interval reaches the edge of the searched range, its end is
    /// infinite.</summary>
    public static IReadOnlyList<(double From, double To)> Intervals(ActivationOptions activation) => s_known.GetOrAdd(activation, Find);

    private static Tensor Inside(Tensor z, double from, double to)
    {
        if (double.IsNegativeInfinity(from))
            return z.le(to);
        return double.IsPositiveInfinity(to) ? z.ge(from) : z.ge(from).logical_and(z.le(to));
    }

    private static double[] Grid() => [.. Enumerable.Range(0, Steps + 1).Select(step => Reach * ((2.0 * step / Steps) - 1))];

    private static List<(double From, double To)> Find(ActivationOptions activation)
    {
        var grid = Grid();
        var limit = Threshold * grid.Max(Slope);
        var found = new List<(double, double)>();
        double? start = IsFlat(grid[0]) ? double.NegativeInfinity : null;
        for (var i = 1; i <= Steps; i++)
        {
            if (IsFlat(grid[i]) && start is null)
                start = Edge(grid[i - 1], grid[i]).Last;
            else if (!IsFlat(grid[i]) && start is { } from)
            {
                found.Add((from, Edge(grid[i - 1], grid[i]).First));
                start = null;
            }
        }

        if (start is { } open)
            found.Add((open, double.PositiveInfinity));
        return found;

        double Slope(double z) => Math.Abs(activation.Derivative(z));

        // A slope equal to the threshold, such as 0.01 of leaky ReLU, is not saturated.
        bool IsFlat(double z) => Slope(z) < limit * (1 - 1e-12);

        (double First, double Last) Edge(double left, double right)
        {
            var isFlat = IsFlat(left);
            for (var halving = 0; halving < 60; halving++)
            {
                var middle = (left + right) / 2;
                if (IsFlat(middle) == isFlat)
                    left = middle;
                else
                    right = middle;
            }

            return (left, right);
        }
    }
}
