using Experiments.Statistics;

namespace Experiments.Comparison;

/// <summary>The labels of a comparison, each at the value of the tuned key that is best on the validation split.</summary>
/// <param name="By">Coordinate whose labels are compared.</param>
/// <param name="Tune">The tuned key; the names of several tuned keys are joined by ×.</param>
/// <param name="Metric">Reported metric.</param>
/// <param name="Selection">Metric of the validation split that chooses the value.</param>
/// <param name="Groups">One group per label, the best mean first.</param>
/// <param name="Notes">Notes that are shown with the result.</param>
public sealed record TunedResult(
    string By, string Tune, string Metric, string Selection, bool IsHigherBetter, double Level, string Unit,
    IReadOnlyList<TunedGroup> Groups, IReadOnlyList<string> Notes)
{
    /// <summary>All pairs of groups that share a seed, in the order of the groups.</summary>
    public IReadOnlyList<TunedPair> Pairs { get; init; } = [];
}

/// <summary>Two labels, each at its chosen value of the tuned key.</summary>
/// <param name="Seeds">Number of seeds that every value of both labels has.</param>
public sealed record TunedPair(string First, string Second, int Seeds, ChosenDifference Difference);

/// <summary>One label, at its chosen value of the tuned key.</summary>
/// <param name="Seeds">Number of seeds that every value of the tuned key has.</param>
/// <param name="Values">Values of the tuned key, in the order of the runs.</param>
/// <param name="Chosen">The choice among <paramref name="Values"/>; null if the values share no seed.</param>
public sealed record TunedGroup(string Label, int Seeds, IReadOnlyList<string> Values, ChosenValue? Chosen)
{
    public string Value => Chosen is { } chosen ? Values[chosen.Index] : RunReader.NoValue;

    /// <summary>Values that are chosen in bootstrap resamples, each with the share of resamples that choose it. The most frequent value
    /// comes first.</summary>
    public IReadOnlyList<(string Value, double Share)> Shares => Chosen?.Shares is { } shares
        ? [.. Values.Zip(shares).Where(pair => pair.Second > 0).OrderByDescending(pair => pair.Second)]
        : [];
}
