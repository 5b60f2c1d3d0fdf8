namespace Experiments.Statistics;

/// <summary>
/// Computes the probability of improvement for resamples of two groups by counting ranks. <see cref="EffectSize.ProbabilityOfImprovement"/>
/// gives the same result, but sorts each resample.
/// </summary>
internal sealed class ImprovementByRank
{
    private readonly int[] _counts;

    public ImprovementByRank(IReadOnlyList<double> values, IReadOnlyList<double> others)
    {
        double[] distinct = [.. values.Concat(others).Distinct().Order()];
        Ranks = [.. values.Select(value => (double)Array.BinarySearch(distinct, value))];
        OtherRanks = [.. others.Select(value => (double)Array.BinarySearch(distinct, value))];
        _counts = new int[distinct.Length + 1];
    }

    /// <summary>Ranks of the first group, in the order of its values. The bootstrap resamples these ranks.</summary>
    public IReadOnlyList<double> Ranks { get; }

    public IReadOnlyList<double> OtherRanks { get; }

    /// <summary>Computes P(X &gt; Y) + ½ P(X = Y) from resampled ranks.</summary>
    public double Of(double[] ranks, double[] otherRanks)
    {
        Array.Clear(_counts);
        foreach (var rank in otherRanks)
            _counts[(int)rank + 1]++;
        for (var i = 1; i < _counts.Length; i++)
            _counts[i] += _counts[i - 1];
        long twice = 0;
        foreach (var rank in ranks)
            twice += _counts[(int)rank] + _counts[(int)rank + 1];
        return twice / (2.0 * ranks.Length * otherRanks.Length);
    }
}
