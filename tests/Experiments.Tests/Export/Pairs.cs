namespace Experiments.Tests.Export;

/// <summary>Selections that contain every pair of values of two factors.</summary>
internal static class Pairs
{
    /// <summary>Returns rows with one value per factor, chosen greedily: a row starts from a missing pair, and takes for each other factor
    /// the value that adds most missing pairs.</summary>
    /// <param name="sizes">Number of values of each factor.</param>
    public static IReadOnlyList<int[]> Cover(int[] sizes)
    {
        var missing = new HashSet<(int Factor, int Value, int Other, int OtherValue)>(
            from factor in Enumerable.Range(0, sizes.Length)
            from other in Enumerable.Range(factor + 1, sizes.Length - factor - 1)
            from value in Enumerable.Range(0, sizes[factor])
            from otherValue in Enumerable.Range(0, sizes[other])
            select (factor, value, other, otherValue));
        var rows = new List<int[]>();
        while (missing.Count > 0)
        {
            var first = missing.Min();
            var row = Enumerable.Repeat(-1, sizes.Length).ToArray();
            (row[first.Factor], row[first.Other]) = (first.Value, first.OtherValue);
            for (var factor = 0; factor < sizes.Length; factor++)
            {
                if (row[factor] < 0)
                    row[factor] = Enumerable.Range(0, sizes[factor]).MaxBy(value => In(row, factor, value).Count(missing.Contains));
            }
            foreach (var factor in Enumerable.Range(0, sizes.Length))
                missing.ExceptWith(In(row, factor, row[factor]));
            rows.Add(row);
        }
        return rows;
    }

    private static IEnumerable<(int, int, int, int)> In(int[] row, int factor, int value) =>
        Enumerable.Range(0, row.Length).Where(other => other != factor && row[other] >= 0)
            .Select(other => factor < other ? (factor, value, other, row[other]) : (other, row[other], factor, value));
}
