namespace Experiments.Comparison;

/// <summary>The values of a tuned key for one label, each with the selection metric and the reported metric by seed.</summary>
/// <param name="Values">Values of the tuned key, in the order of the runs.</param>
/// <param name="Selection">Selection metric for each value, by seed.</param>
/// <param name="Outcome">Reported metric for each value, by seed.</param>
internal sealed record TunedCandidates(string Label, IReadOnlyList<string> Values,
    IReadOnlyList<SortedDictionary<long, double>> Selection, IReadOnlyList<SortedDictionary<long, double>> Outcome)
{
    /// <summary>Seeds for which every value of the tuned key has a run.</summary>
    public IReadOnlyList<long> Seeds { get; } = [.. Selection.Concat(Outcome).Select(value => value.Keys.AsEnumerable())
        .Aggregate((all, seeds) => all.Intersect(seeds))];

    /// <summary>Returns both metrics at the seeds, [values][seeds]. The selection metric is multiplied by <paramref name="sign"/>, so that
    /// greater is better.</summary>
    public (IReadOnlyList<IReadOnlyList<double>> Selection, IReadOnlyList<IReadOnlyList<double>> Outcome) At(IReadOnlyList<long> seeds,
        int sign)
    {
        return ([.. Selection.Select(value => Row(value, sign))], [.. Outcome.Select(value => Row(value, 1))]);

        IReadOnlyList<double> Row(SortedDictionary<long, double> value, int times) => [.. seeds.Select(seed => times * value[seed])];
    }
}
