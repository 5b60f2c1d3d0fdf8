namespace Experiments.Statistics;

/// <summary>
/// Holm's correction for several tests. The probability of rejecting at least one true hypothesis is at most α, for any dependence between
/// the tests (Holm, A simple sequentially rejective multiple test procedure, 1979).
/// </summary>
public static class Holm
{
    /// <summary>
    /// Computes the adjusted p-values, in the given order. With p₍₁₎ ≤ … ≤ p₍ₘ₎, the k-th adjusted p is the maximum over j ≤ k of min(1, (m
    /// − j + 1) · p₍ⱼ₎). A hypothesis is rejected if its adjusted p is at most α.
    /// </summary>
    /// <param name="pValues">Values in [0, 1]; the list may be empty.</param>
    public static IReadOnlyList<double> Adjust(IReadOnlyList<double> pValues)
    {
        if (pValues.Any(p => p is not (>= 0 and <= 1)))
            throw new ArgumentException("A p-value must lie between 0 and 1.", nameof(pValues));
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
    /// Computes the smallest adjusted p that m comparisons of n pairs each can reach: m times the smallest p of one test. With five seeds
    /// and one comparison the result is 0.0625, so no two policies can be separated at 0.05. With ten seeds and six comparisons the result
    /// is 0.0117.
    /// </summary>
    /// <param name="pairs">n, at least 1.</param>
    /// <param name="comparisons">m, at least 1.</param>
    public static double SmallestPValue(int pairs, int comparisons)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(comparisons);
        return Math.Min(1, comparisons * PairedTest.SmallestPValueOf(pairs));
    }

    /// <summary>Computes the smallest number of pairs with which m comparisons can reach α; null if no number of pairs is enough.</summary>
    /// <param name="comparisons">m, at least 1.</param>
    /// <param name="alpha">α, the significance level of all comparisons together.</param>
    public static int? FewestPairs(int comparisons, double alpha) =>
        Enumerable.Range(1, 64).Cast<int?>().FirstOrDefault(pairs => SmallestPValue(pairs!.Value, comparisons) <= alpha);
}
