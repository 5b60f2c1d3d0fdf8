namespace Experiments.Comparison;

/// <summary>Values of the tuned key among which one label chooses, with both metrics by seed.</summary>
/// <param name="Values">Labels of the tuned key, in the order of the runs.</param>
/// <param name="Selection">Metric that chooses, of each value.</param>
/// <param name="Outcome">Metric that is reported, of each value.</param>
internal sealed record TunedCandidates(string Label, IReadOnlyList<string> Values,
    IReadOnlyList<SortedDictionary<long, double>> Selection, IReadOnlyList<SortedDictionary<long, double>> Outcome)
{
    /// <summary>Seeds that every value has.</summary>
    public IReadOnlyList<long> Seeds { get; } = [.. Selection.Concat(Outcome).Select(value => value.Keys.AsEnumerable())
        .Aggregate((all, seeds) => all.Intersect(seeds))];

    /// <summary>Returns both metrics at the seeds, [values][seeds], the first with the sign that makes greater values better.</summary>
    public (IReadOnlyList<IReadOnlyList<double>> Selection, IReadOnlyList<IReadOnlyList<double>> Outcome) At(IReadOnlyList<long> seeds,
        int sign)
    {
        return ([.. Selection.Select(value => Row(value, sign))], [.. Outcome.Select(value => Row(value, 1))]);

        IReadOnlyList<double> Row(SortedDictionary<long, double> value, int times) => [.. seeds.Select(seed => times * value[seed])];
    }
}
