namespace Experiments.Statistics;

/// <summary>
/// Computes the interquartile mean of resamples by counting ranks. <see cref="Sample.InterquartileMean"/> gives the same result, but sorts
/// each resample.
/// </summary>
internal sealed class InterquartileByRank
{
    private readonly double[] _distinct;
    private readonly int[] _counts;
    private readonly double[] _sorted;

    /// <summary>Ranks the values of all strata together.</summary>
    public InterquartileByRank(IReadOnlyList<IReadOnlyList<double>> strata)
    {
        _distinct = [.. strata.SelectMany(stratum => stratum).Distinct().Order()];
        _counts = new int[_distinct.Length];
        _sorted = new double[strata.Sum(stratum => stratum.Count)];
        Ranks = [.. strata.Select(
            stratum => (IReadOnlyList<double>)[.. stratum.Select(value => (double)Array.BinarySearch(_distinct, value))])];
    }

    /// <summary>Ranks, [strata][seeds]. The bootstrap resamples these ranks.</summary>
    public IReadOnlyList<IReadOnlyList<double>> Ranks { get; }

    /// <summary>Computes the interquartile mean of the values with the resampled ranks.</summary>
    public double Of(IReadOnlyList<double[]> drawn)
    {
        Array.Clear(_counts);
        foreach (var stratum in drawn)
        {
            foreach (var rank in stratum)
                _counts[(int)rank]++;
        }

        var place = 0;
        for (var rank = 0; rank < _counts.Length; place += _counts[rank++])
            _sorted.AsSpan(place, _counts[rank]).Fill(_distinct[rank]);
        return Sample.MiddleMean(_sorted);
    }
}
