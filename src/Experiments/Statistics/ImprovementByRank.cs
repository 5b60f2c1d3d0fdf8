namespace Experiments.Statistics;

/// <summary>
/// The probability of improvement of resamples of two groups, by counting: every resample's values are among those of the groups, so their ranks among them are all that
/// it depends on. The same number as <see cref="EffectSize.ProbabilityOfImprovement"/>, without sorting each time.
/// </summary>
internal sealed class ImprovementByRank
{
    private readonly int[] _counts;

    /// <summary>Ranks the values of both groups.</summary>
    public ImprovementByRank(IReadOnlyList<double> values, IReadOnlyList<double> others)
    {
        double[] distinct = [.. values.Concat(others).Distinct().Order()];
        Ranks = [.. values.Select(value => (double)Array.BinarySearch(distinct, value))];
        OtherRanks = [.. others.Select(value => (double)Array.BinarySearch(distinct, value))];
        _counts = new int[distinct.Length + 1];
    }

    /// <summary>The ranks of the one group, in the order of its values: what is resampled.</summary>
    public IReadOnlyList<double> Ranks { get; }

    /// <summary>The ranks of the other.</summary>
    public IReadOnlyList<double> OtherRanks { get; }

    /// <summary>P(X &gt; Y) + ½ P(X = Y) of resampled ranks.</summary>
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
