using MathNet.Numerics.Distributions;

namespace Experiments.Statistics;

/// <summary>Ranks the policies within each seed and compares the ranks (Friedman 1937; Demšar 2006).</summary>
public static class Ranks
{
    /// <summary>Computes ranks from 1 in ascending order. Equal values get the mean of their ranks, as in
    /// <c>scipy.stats.rankdata</c>.</summary>
    public static IReadOnlyList<double> Of(IReadOnlyList<double> values) =>
        [.. values.Select(value => values.Count(other => other < value) + ((values.Count(other => other == value) + 1) / 2.0))];

    /// <summary>Computes the mean rank of each policy.</summary>
    /// <param name="blocks">Values, [seeds][policies]: at least one seed, and all policies for each seed.</param>
    public static IReadOnlyList<double> Mean(IReadOnlyList<IReadOnlyList<double>> blocks)
    {
        var ranks = blocks.Select(Of).ToList();
        return [.. Enumerable.Range(0, blocks[0].Count).Select(column => ranks.Average(block => block[column]))];
    }

    /// <summary>
    /// Computes Friedman's test of "no policy ranks better than another", with the correction for ties:
    /// χ² = [12 / (n k (k + 1)) · Σ Rⱼ² − 3n(k + 1)] / [1 − Σ(t³ − t) / (n(k³ − k))], with k − 1 degrees of freedom. n is the number of
    /// seeds, k the number of policies and Rⱼ the rank sum of policy j. The test is an approximation for large n and equals
    /// <c>scipy.stats.friedmanchisquare</c>.
    /// </summary>
    /// <param name="blocks">Values, [seeds][policies].</param>
    /// <returns>The p-value; null for fewer than two seeds or three policies, and if all policies have equal values on every
    /// seed.</returns>
    public static double? FriedmanPValue(IReadOnlyList<IReadOnlyList<double>> blocks)
    {
        if (blocks.Count < 2 || blocks[0].Count < 3)
            return null;
        double n = blocks.Count, k = blocks[0].Count;
        var sums = Mean(blocks).Select(mean => mean * n);
        var ties = blocks.Sum(block => block.GroupBy(value => value).Sum(group => Math.Pow(group.Count(), 3) - group.Count()));
        var correction = 1 - (ties / (n * ((k * k * k) - k)));
        if (correction <= 0)
            return null;
        var statistic = ((12 / (n * k * (k + 1)) * sums.Sum(sum => sum * sum)) - (3 * n * (k + 1))) / correction;
        return 1 - ChiSquared.CDF(k - 1, Math.Max(0, statistic));
    }
}
