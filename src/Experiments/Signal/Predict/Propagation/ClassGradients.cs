namespace Experiments.Signal.Predict;

/// <summary>A gradient's second moment in each class of channels, in units of the average; null if all are alike.</summary>
internal static class ClassGradients
{
    /// <summary>Multiplies each class's second moment by its factor; the result is in units of the new average.</summary>
    public static double[]? Times(double[]? before, ChannelClasses classes, double[] factors)
    {
        if (classes.IsOne)
            return null;
        var product = factors.Select((factor, i) => factor * (before?.ElementAtOrDefault(i) ?? 1)).ToArray();
        var average = classes.Average(product);
        return average > 0 ? [.. product.Select(value => value / average)] : null;
    }

    /// <summary>Second moments of the sum of two gradients, by class.</summary>
    /// <param name="share">Share of the first gradient in the sum.</param>
    public static double[]? Sum(double share, double[]? first, double[]? second)
    {
        var count = Math.Max(first?.Length ?? 0, second?.Length ?? 0);
        double Of(double[]? classes, int i) => classes?.ElementAtOrDefault(i) ?? 1;
        return count == 0 ? null : [.. Enumerable.Range(0, count).Select(i => (share * Of(first, i)) + ((1 - share) * Of(second, i)))];
    }

    /// <summary>Gradient of a shortcut's own channels, in units of the average over all
    /// channels, and its split among their classes.</summary>
    public static (double Own, double[]? Classes) Below(double[]? above, ChannelClasses input)
    {
        if (above is null)
            return (1, null);
        var own = input.All.Select((_, i) => above.ElementAtOrDefault(i)).ToArray();
        var average = input.Average(own);
        return (average, input.IsOne || average <= 0 ? null : [.. own.Select(value => value / average)]);
    }
}
