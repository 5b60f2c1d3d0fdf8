namespace Experiments.Statistics;

/// <summary>
/// The interquartile mean of resamples, by counting: the values of a resample are among those that it was drawn from, so counting them in that order sorts them. The same
/// number as <see cref="Sample.InterquartileMean"/>, without sorting each time.
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
        Ranks = [.. strata.Select(stratum => (IReadOnlyList<double>)[.. stratum.Select(value => (double)Array.BinarySearch(_distinct, value))])];
    }

    /// <summary>The ranks, [strata][seeds]: what is resampled.</summary>
    public IReadOnlyList<IReadOnlyList<double>> Ranks { get; }

    /// <summary>The interquartile mean of resampled ranks.</summary>
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
