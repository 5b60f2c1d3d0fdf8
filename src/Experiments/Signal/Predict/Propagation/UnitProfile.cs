using Experiments.Models;

namespace Experiments.Signal.Predict;

/// <summary>
/// Computes a gradient's second moment for each unit. Along an identity shortcut, the values of a unit in successive blocks are correlated,
/// and the slopes φ'(z) of the unit are correlated too. A unit that is active in one block is often active in the next block, so E Π φ'² is
/// larger than Π E φ'². The weights of a branch combine all units, so each unit gets the same mean squared gradient from the branch.
/// </summary>
internal static class UnitProfile
{
    /// <summary>Computes the backward pass through an activation.</summary>
    /// <param name="above">E g² with respect to the activation's output, for each unit of the sample; null if all units have the same E
    /// g².</param>
    /// <returns>The additional factor on E g², beyond the product of the averages of g² and φ'², and the new profile.</returns>
    public static (double Factor, double[]? Profile) Behind(double[]? above, SignalState input, ActivationOptions activation)
    {
        if (above is null && input.Sample is null)
            return (1, null);
        var slopes = UnitSample.Of(input).Values.Select(value => Math.Pow(activation.Derivative(value), 2)).ToArray();
        var product = above is null ? slopes : [.. slopes.Zip(above, (slope, gradient) => slope * gradient)];
        var (apart, together) = (slopes.Average(), product.Average());
        return apart > 0 && together > 0 ? (together / apart, [.. product.Select(value => value / together)]) : (1, null);
    }

    /// <summary>Returns the profile of the sum of two gradients with the given second moments: the gradient of a shortcut and the gradient
    /// of a branch.</summary>
    public static double[]? Sum(double ofShortcut, double[]? shortcut, double ofBranch) =>
        shortcut is null || ofShortcut + ofBranch <= 0
            ? null
            : [.. shortcut.Select(value => ((ofShortcut * value) + ofBranch) / (ofShortcut + ofBranch))];
}
