namespace Experiments.Comparison;

/// <param name="Groups">One group per label, the best mean first.</param>
/// <param name="Pairs">All pairs of groups, in the order of the groups.</param>
/// <param name="SmallestP">Smallest corrected p that this number of seeds and pairs can reach; null if there are no pairs.</param>
/// <param name="FriedmanP">p of Friedman's test, whose null hypothesis is that no label ranks better than another; null if p can't be
/// computed.</param>
/// <param name="Strata">Number of strata (points of the axes that are not compared). Each seed's value is the mean over the strata.</param>
/// <param name="WorstValue">Value given to runs that diverged or have no finite value; null if there are no such runs.</param>
/// <param name="Notes">Notes that are shown with the result.</param>
public sealed record ComparisonResult(
    ComparisonRequest Request,
    bool IsHigherBetter,
    IReadOnlyList<GroupResult> Groups,
    IReadOnlyList<PairResult> Pairs,
    double? SmallestP,
    double? FriedmanP,
    int Strata,
    double? WorstValue,
    IReadOnlyList<string> Notes)
{
    /// <summary>Names of the axes that are not compared; each seed's value is the mean over the points of these axes. Empty if there is
    /// only one point.</summary>
    public IReadOnlyList<string> Axes { get; init; } = [];

    /// <summary>Text for table headings: what counts as one observation, such as <c>seed, mean over 3 values of optimizer.lr</c>.</summary>
    public string Unit => UnitOf(Strata, Axes);

    internal static string UnitOf(int points, IReadOnlyList<string> axes) => points < 2
        ? "seed"
        : $"seed, mean over {CanonicalJson.Number(points)} {(axes.Count == 1 ? "values" : "points")} of {string.Join(" × ", axes)}";

    /// <summary>Sentence that says which runs count as the worst value; null if no run does.</summary>
    public string? WhatCountsAsWorst => (Groups.Any(group => group.Diverged > 0), Groups.Any(group => group.WithoutValue > 0)) switch
    {
        (true, true) => "A run that diverged or has no finite value counts as the worst value.",
        (true, false) => "A run that diverged counts as the worst value.",
        (false, true) => "A run without a finite value counts as the worst value.",
        _ => null,
    };
}
