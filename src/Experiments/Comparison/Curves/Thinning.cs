namespace Experiments.Comparison.Curves;

/// <summary>Fewer of what a picture can't show all of.</summary>
internal static class Thinning
{
    /// <summary>All values, or so many of them at even distances, the first and the last among them.</summary>
    /// <param name="values">In order.</param>
    /// <param name="most">How many may stay, two or more.</param>
    public static IReadOnlyList<T> Of<T>(IReadOnlyList<T> values, int most) => values.Count <= most
        ? values
        : [.. Enumerable.Range(0, most).Select(i => values[(int)Math.Round(i * (values.Count - 1.0) / (most - 1))])];
}
