using Experiments.Models;

namespace Experiments.Signal.Predict;

/// <summary>
/// A gradient's second moment unit by unit. Along an identity shortcut the slopes φ'(z) that one unit has in successive blocks are
/// correlated, as its values are: a rectified unit that is open stays open more often than by chance, and E Π φ'² exceeds Π E φ'². A
/// branch's weights mix all units, and give each the same.
/// </summary>
internal static class UnitProfile
{
    /// <summary>Passes an activation's derivative.</summary>
    /// <param name="above">By unit of the sample, E g² with respect to the activation's output; null if all are alike.</param>
    /// <returns>The factor of E g² beside the product of both averages, and the new profile.</returns>
    public static (double Factor, double[]? Profile) Behind(double[]? above, SignalState input, ActivationOptions activation)
    {
        if (above is null && input.Sample is null)
            return (1, null);
        var slopes = UnitSample.Of(input).Values.Select(value => Math.Pow(activation.Derivative(value), 2)).ToArray();
        var product = above is null ? slopes : [.. slopes.Zip(above, (slope, gradient) => slope * gradient)];
        var (apart, together) = (slopes.Average(), product.Average());
        return apart > 0 && together > 0 ? (together / apart, [.. product.Select(value => value / together)]) : (1, null);
    }

    /// <summary>The sum of a shortcut's gradient and of a branch's, with these second moments.</summary>
    public static double[]? Sum(double ofShortcut, double[]? shortcut, double ofBranch) =>
        shortcut is null || ofShortcut + ofBranch <= 0
            ? null
            : [.. shortcut.Select(value => ((ofShortcut * value) + ofBranch) / (ofShortcut + ofBranch))];
}
