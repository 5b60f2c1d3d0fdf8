namespace Experiments.Comparison.Curves;

/// <summary>Reduces a list to the number of values that a figure can show.</summary>
internal static class Thinning
{
    /// <summary>Returns all values. If there are more than <paramref name="most"/>, returns that many, evenly spaced, including the first
    /// and the last.</summary>
    /// <param name="most">Two or more.</param>
    public static IReadOnlyList<T> Of<T>(IReadOnlyList<T> values, int most) => values.Count <= most
        ? values
        : [.. Enumerable.Range(0, most).Select(i => values[(int)Math.Round(i * (values.Count - 1.0) / (most - 1))])];
}
