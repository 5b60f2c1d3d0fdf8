namespace Experiments.Comparison.Curves;

/// <summary>Reduces a list to the number of values that a figure can show.</summary>
internal static class Thinning
{
    /// <summary>Returns all values if there are at most <paramref name="most"/>. If there are more, returns <paramref name="most"/> evenly
    /// spaced values, including the first and the last value.</summary>
    /// <param name="most">Largest number of returned values; two or more.</param>
    public static IReadOnlyList<T> Of<T>(IReadOnlyList<T> values, int most) => values.Count <= most
        ? values
        : [.. Enumerable.Range(0, most).Select(i => values[(int)Math.Round(i * (values.Count - 1.0) / (most - 1))])];
}
