namespace Experiments.Statistics;

/// <summary>Result of a paired permutation test.</summary>
/// <param name="Pairs">n, the number of pairs.</param>
/// <param name="Difference">Mean of the differences; null for n = 0.</param>
/// <param name="PValue">Two-sided p: the share of sign assignments whose mean difference is at least as far from 0 as the observed mean
/// difference. Null for n = 0.</param>
/// <param name="SmallestPValue">Smallest p that n pairs can reach; null for n = 0.</param>
/// <param name="IsExact">Whether all 2ⁿ sign assignments were counted. False means that assignments were sampled.</param>
public sealed record PairedTest(int Pairs, double? Difference, double? PValue, double? SmallestPValue, bool IsExact)
{
    /// <summary>Largest number of pairs for which every sign assignment is counted.</summary>
    public const int ExactUpTo = 18;

    public const int DefaultSamples = 100_000;

    /// <summary>
    /// Computes Fisher's randomisation test of paired differences. Under the null hypothesis the two runs of a pair can be swapped, so both
    /// signs of each difference are equally likely. The p-value is the share of the 2ⁿ sign assignments with |Σ ±d| ≥ |Σ d|. If the
    /// assignments are sampled, p is (1 + number of samples with |Σ ±d| ≥ |Σ d|) / (1 + samples) (Phipson and Smyth 2010). The test does
    /// not assume normality. The test equals <c>scipy.stats.permutation_test</c> with <c>permutation_type="samples"</c>.
    /// </summary>
    /// <param name="differences">One finite difference per pair: for each seed, the first policy's value minus the second policy's
    /// value.</param>
    /// <param name="samples">Number of sampled assignments for more than <see cref="ExactUpTo"/> pairs.</param>
    public static PairedTest Of(IReadOnlyList<double> differences, long seed = 0, int samples = DefaultSamples)
    {
        Sample.ThrowIfNotFinite(differences);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(samples);
        var count = differences.Count;
        if (count == 0)
            return new PairedTest(0, null, null, null, IsExact: true);
        var isExact = count <= ExactUpTo;
        return new PairedTest(
            count, Sample.Mean(differences), isExact ? ExactPValue(differences) : SampledPValue(differences, seed, samples),
            SmallestPValueOf(count, samples), isExact);
    }

    /// <summary>
    /// Computes the smallest p that n pairs can reach. This is 2/2ⁿ, because at least two of the 2ⁿ sign assignments are as extreme as the
    /// data: the data and the data with all signs reversed. If the assignments are sampled, p is at least 1/(1 + samples). For five pairs,
    /// the smallest p is 0.0625.
    /// </summary>
    /// <param name="pairs">n, at least 1.</param>
    /// <param name="samples">Number of sampled assignments for more than <see cref="ExactUpTo"/> pairs.</param>
    public static double SmallestPValueOf(int pairs, int samples = DefaultSamples)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(pairs);
        var exact = Math.Pow(2, 1 - pairs);
        return pairs <= ExactUpTo ? exact : Math.Max(exact, 1.0 / (1 + samples));
    }

    // The first sign is fixed, because reversing all signs gives the same distance from 0.
    private static double ExactPValue(IReadOnlyList<double> differences)
    {
        var least = LeastAsFar(differences);
        long AsFar(double sum, int next) => next == differences.Count
            ? (Math.Abs(sum) >= least ? 1 : 0)
            : AsFar(sum + differences[next], next + 1) + AsFar(sum - differences[next], next + 1);

        return AsFar(differences[0], 1) / Math.Pow(2, differences.Count - 1);
    }

    private static double SampledPValue(IReadOnlyList<double> differences, long seed, int samples)
    {
        var least = LeastAsFar(differences);
        var signs = SampledSigns.Of(differences.Count, samples, seed);
        // The array contains −d and d of each difference side by side. A bit of the assignment is then an index, and the loop needs no
        // branch.
        double[] either = [.. differences.SelectMany(difference => new[] { -difference, difference })];
        var asFar = 0;
        for (var sample = 0; sample < samples; sample++)
            asFar += Math.Abs(signs.Sum(sample, either)) >= least ? 1 : 0;
        return (1.0 + asFar) / (1 + samples);
    }

    // Sums of the same numbers in another order differ in the last digits. Sums count as equal if they differ only by this rounding.
    private static double LeastAsFar(IReadOnlyList<double> differences)
    {
        double sum = 0, absolute = 0;
        foreach (var difference in differences)
        {
            sum += difference;
            absolute += Math.Abs(difference);
        }
        return Math.Abs(sum) - (1e-13 * absolute);
    }
}
