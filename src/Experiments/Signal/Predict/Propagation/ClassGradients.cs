namespace Experiments.Signal.Predict;

/// <summary>Computes a gradient's second moment in each class of channels, divided by the average over all channels. Null means that all
/// classes have the same second moment.
/// </summary>
internal static class ClassGradients
{
    /// <summary>Multiplies the second moment of each class by the factor of this class. The results are divided by their new
    /// average.</summary>
    public static double[]? Times(double[]? before, ChannelClasses classes, double[] factors)
    {
        if (classes.IsOne)
            return null;
        var product = factors.Select((factor, i) => factor * (before?.ElementAtOrDefault(i) ?? 1)).ToArray();
        var average = classes.Average(product);
        return average > 0 ? [.. product.Select(value => value / average)] : null;
    }

    /// <summary>Returns the second moments of the sum of two gradients, by class.</summary>
    /// <param name="share">Second moment of the first gradient, divided by the second moment of the sum.</param>
    public static double[]? Sum(double share, double[]? first, double[]? second)
    {
        var count = Math.Max(first?.Length ?? 0, second?.Length ?? 0);
        double Of(double[]? classes, int i) => classes?.ElementAtOrDefault(i) ?? 1;
        return count == 0 ? null : [.. Enumerable.Range(0, count).Select(i => (share * Of(first, i)) + ((1 - share) * Of(second, i)))];
    }

    /// <summary>Returns the second moment of the gradient in a shortcut's original channels, divided by the average over all channels, and
    /// its values by class.
    /// </summary>
    public static (double Own, double[]? Classes) Below(double[]? above, ChannelClasses input)
    {
        if (above is null)
            return (1, null);
        var own = input.All.Select((_, i) => above.ElementAtOrDefault(i)).ToArray();
        var average = input.Average(own);
        return (average, input.IsOne || average <= 0 ? null : [.. own.Select(value => value / average)]);
    }
}
