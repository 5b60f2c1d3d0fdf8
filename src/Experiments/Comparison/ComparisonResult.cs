namespace Experiments.Comparison;

/// <summary>A comparison of one metric.</summary>
/// <param name="Request">What was asked.</param>
/// <param name="IsHigherBetter">Which way is better.</param>
/// <param name="Groups">The labels, the best mean first.</param>
/// <param name="Pairs">All pairs of them, in that order.</param>
/// <param name="SmallestP">The smallest corrected p that so many seeds and pairs can reach; null where there are no pairs.</param>
/// <param name="FriedmanP">Friedman's test of "no label ranks better than another"; null where it can't be made.</param>
/// <param name="Strata">The other axes' points over which each seed's value is the mean.</param>
/// <param name="DivergedValue">The value that stands for a run that diverged; null where none did.</param>
/// <param name="Notes">What a reader should know, a sentence each.</param>
public sealed record ComparisonResult(
    ComparisonRequest Request,
    bool IsHigherBetter,
    IReadOnlyList<GroupResult> Groups,
    IReadOnlyList<PairResult> Pairs,
    double? SmallestP,
    double? FriedmanP,
    int Strata,
    double? DivergedValue,
    IReadOnlyList<string> Notes);
