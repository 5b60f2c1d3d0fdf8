namespace Experiments.Theory;

/// <summary>How a gradient's second moment is shared out among classes of channels; null stands for all alike.</summary>
internal static class ClassGradients
{
    /// <summary>Each class's second moment multiplied by a factor of its own, in units of the new average.</summary>
    public static double[]? Times(double[]? before, ChannelClasses classes, double[] factors)
    {
        if (classes.IsOne)
            return null;
        var product = factors.Select((factor, i) => factor * (before?.ElementAtOrDefault(i) ?? 1)).ToArray();
        var average = classes.Average(product);
        return average > 0 ? [.. product.Select(value => value / average)] : null;
    }

    /// <summary>Those of a sum of two gradients.</summary>
    /// <param name="share">What the first is of the sum.</param>
    /// <param name="first">The first's.</param>
    /// <param name="second">The second's.</param>
    public static double[]? Sum(double share, double[]? first, double[]? second)
    {
        var count = Math.Max(first?.Length ?? 0, second?.Length ?? 0);
        double Of(double[]? classes, int i) => classes?.ElementAtOrDefault(i) ?? 1;
        return count == 0 ? null : [.. Enumerable.Range(0, count).Select(i => (share * Of(first, i)) + ((1 - share) * Of(second, i)))];
    }

    /// <summary>What the gradient of a shortcut's own channels is in units of the average over all, and how it is shared out among their classes.</summary>
    public static (double Own, double[]? Classes) Below(double[]? above, ChannelClasses input)
    {
        if (above is null)
            return (1, null);
        var own = input.All.Select((_, i) => above.ElementAtOrDefault(i)).ToArray();
        var average = input.Average(own);
        return (average, input.IsOne || average <= 0 ? null : [.. own.Select(value => value / average)]);
    }
}
