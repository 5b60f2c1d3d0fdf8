namespace Experiments.Statistics;

/// <summary>Size of a difference between two groups, without a unit.</summary>
public static class EffectSize
{
    /// <summary>
    /// Cohen's d of paired differences, d_z = d̄ / s_d (Cohen 1988, section 2.3.5), times Hedges' correction for small samples,
    /// J = 1 − 3 / (4(n − 1) − 1) (Hedges 1981). No unit.
    /// </summary>
    /// <param name="differences">One finite difference for each pair.</param>
    /// <returns>The effect size; null for fewer than three pairs (J = 0 for two) and if all differences are equal (s_d = 0).</returns>
    public static double? Paired(IReadOnlyList<double> differences)
    {
        Sample.ThrowIfNotFinite(differences);
        if (differences.Count < 3 || Sample.StandardDeviation(differences) is not { } spread
            || differences.All(difference => difference == differences[0]))
            return null;
        var correction = 1 - (3.0 / ((4.0 * (differences.Count - 1)) - 1));
        return correction * Sample.Mean(differences) / spread;
    }

    /// <summary>
    /// Probability that a value of the first group is greater than a value of the second group, P(X &gt; Y) + ½ P(X = Y), over all n · m
    /// pairs. This probability is the Mann–Whitney statistic U / (n m). Agarwal et al. 2021 use the name 'probability of improvement'.
    /// </summary>
    /// <param name="values">The values X of the first group, in any order. Infinities are allowed.</param>
    /// <param name="others">The values Y of the second group.</param>
    /// <returns>The probability; null if either group is empty.</returns>
    public static double? ProbabilityOfImprovement(IReadOnlyList<double> values, IReadOnlyList<double> others)
    {
        if (values.Count == 0 || others.Count == 0)
            return null;
        double[] sorted = [.. others];
        Array.Sort(sorted);
        var twice = values.Sum(value => CountBelow(sorted, value, orEqual: false) + CountBelow(sorted, value, orEqual: true));
        return twice / (2.0 * values.Count * others.Count);
    }

    private static long CountBelow(double[] sorted, double value, bool orEqual)
    {
        int low = 0, high = sorted.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (sorted[middle] < value || (orEqual && sorted[middle] == value))
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }
}
