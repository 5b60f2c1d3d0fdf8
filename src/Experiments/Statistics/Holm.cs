namespace Experiments.Statistics;

/// <summary>
/// Holm's correction for several tests at once: the chance of rejecting any true hypothesis is at most α, however the tests depend on
/// one another (Holm, A simple sequentially rejective multiple test procedure, 1979).
/// </summary>
public static class Holm
{
    /// <summary>
    /// Adjusted p-values, in the order given: with p₍₁₎ ≤ … ≤ p₍ₘ₎, the k-th is max over j ≤ k of min(1, (m − j + 1) · p₍ⱼ₎).
    /// Reject what is at or below α.
    /// </summary>
    /// <param name="pValues">Each in [0, 1]; may be empty.</param>
    public static IReadOnlyList<double> Adjust(IReadOnlyList<double> pValues)
    {
        if (pValues.Any(p => p is not (>= 0 and <= 1)))
            throw new ArgumentException("A p-value lies between 0 and 1.", nameof(pValues));
        var adjusted = new double[pValues.Count];
        var largest = 0.0;
        foreach (var (index, rank) in Enumerable.Range(0, pValues.Count).OrderBy(index => pValues[index])
            .Select((index, rank) => (index, rank)))
        {
            largest = Math.Max(largest, Math.Min(1, (pValues.Count - rank) * pValues[index]));
            adjusted[index] = largest;
        }
        return adjusted;
    }

    /// <summary>
    /// Smallest adjusted p that m comparisons of n pairs each can reach: m times that of one test. Five seeds and one comparison: 0.0625,
    /// so nothing can be separated at 0.05; ten seeds and six comparisons: 0.0117.
    /// </summary>
    /// <param name="pairs">n, at least 1.</param>
    /// <param name="comparisons">m, at least 1.</param>
    public static double SmallestPValue(int pairs, int comparisons)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(comparisons);
        return Math.Min(1, comparisons * PairedTest.SmallestPValueOf(pairs));
    }

    /// <summary>Fewest pairs with which this many comparisons can reach α; null if no number of pairs can.</summary>
    /// <param name="comparisons">m, at least 1.</param>
    /// <param name="alpha">α, the level of the whole family.</param>
    public static int? FewestPairs(int comparisons, double alpha) =>
        Enumerable.Range(1, 64).Cast<int?>().FirstOrDefault(pairs => SmallestPValue(pairs!.Value, comparisons) <= alpha);
}
