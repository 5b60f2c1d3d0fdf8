namespace Experiments.Benchmarks.Coverage;

/// <summary>
/// Computes the lowest coverage of a network that is still plausible if its bands are exact. The numbers of one seed are correlated between
/// layers, so many numbers may be outside together. The correlation matrix R of the numbers is estimated from the seeds and replaced by a·R
/// + (1 − a)·I. The factor a corrects the mean square for the small number n of seeds: E r² = ρ² + (1 − ρ²)/(n − 1) (Schäfer and Strimmer
/// 2005).
/// </summary>
internal static class PerfectBands
{
    private const double Quantile = 2.5758293035489;
    private const int Draws = 2000;

    /// <summary>Returns the coverage that a share <paramref name="level"/> of networks with these correlations does not reach.</summary>
    public static double Floor(IReadOnlyList<Number> numbers, int seeds, double level)
    {
        var standard = numbers.Select(number => Standardised(number.Residuals)).ToArray();
        var weight = Shrinkage([.. standard.OfType<double[]>()], seeds);
        var (whole, own) = (Math.Sqrt(weight / (seeds - 1)), Math.Sqrt(1 - weight));
        var random = new Random(1);
        var shares = new double[Draws];
        for (var draw = 0; draw < Draws; draw++)
        {
            var inside = 0;
            for (var seed = 0; seed < seeds; seed++)
            {
                var common = Enumerable.Range(0, seeds).Select(_ => Normal(random)).ToArray();
                inside += standard.Count(one => Math.Abs(one is null
                    ? Normal(random)
                    : (whole * one.Zip(common, (left, right) => left * right).Sum()) + (own * Normal(random))) <= Quantile);
            }
            shares[draw] = inside / (double)(seeds * numbers.Count);
        }
        Array.Sort(shares);
        return shares[(int)(level * Draws)];
    }

    private static double Shrinkage(double[][] standard, int seeds)
    {
        var (sum, count) = (0.0, 0);
        for (var i = 0; i < standard.Length; i++)
        {
            for (var j = 0; j < i; j++, count++)
                sum += Math.Pow(standard[i].Zip(standard[j], (left, right) => left * right).Sum() / (seeds - 1), 2);
        }
        if (count == 0 || sum == 0)
            return 0;
        var (measured, byChance) = (sum / count, 1.0 / (seeds - 1));
        return Math.Sqrt(Math.Max(0, (measured - byChance) / (1 - byChance)) / measured);
    }

    // Returns the standardised values; null if the seeds do not differ or have no prediction, because the correlation of the number is then
    // unknown.
    private static double[]? Standardised(double[] values)
    {
        var (mean, deviation) = (values.Average(), Number.Deviation(values));
        return deviation > 0 && double.IsFinite(deviation) ? [.. values.Select(value => (value - mean) / deviation)] : null;
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
