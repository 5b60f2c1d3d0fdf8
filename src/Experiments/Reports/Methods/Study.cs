using Experiments.Comparison;

namespace Experiments.Reports.Methods;

/// <summary>All data of a report.</summary>
/// <param name="Name">Name of the sweep.</param>
/// <param name="Comparisons">One comparison per metric; at least one.</param>
/// <param name="Targets">Number of updates until each target is reached.</param>
/// <param name="Mixed">Warning that the runs come from different environments; null if all environments are equal.</param>
public sealed record Study(
    string Name, RunCollection Runs, IReadOnlyList<ComparisonResult> Comparisons, IReadOnlyList<TargetResult> Targets, StudyFacts Facts,
    string? Mixed)
{
    /// <summary>One result per metric if a key is tuned; empty if no key is tuned.</summary>
    public IReadOnlyList<TunedResult> Tuned { get; init; } = [];

    /// <summary>Coordinate whose labels are compared.</summary>
    public string By => Comparisons[0].Request.By;

    /// <summary>Labels by coordinate, in the order of the runs.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Coordinates => Runs.Runs
        .SelectMany(run => run.Coordinates)
        .GroupBy(pair => pair.Key, pair => pair.Value)
        .ToDictionary(group => group.Key, group => (IReadOnlyList<string>)[.. group.Distinct()]);

    /// <summary>Seeds in ascending order, with ranges for consecutive seeds: <c>0–9, 12</c>.</summary>
    public string Seeds
    {
        get
        {
            var ranges = new List<(long First, long Last)>();
            foreach (var seed in Runs.Runs.Select(run => run.Seed).Distinct().Order())
            {
                if (ranges.Count > 0 && ranges[^1].Last == seed - 1)
                    ranges[^1] = (ranges[^1].First, seed);
                else
                    ranges.Add((seed, seed));
            }

            return string.Join(", ",
                ranges.Select(range => range.First == range.Last
                    ? ReportText.Exact(range.First)
                    : $"{ReportText.Exact(range.First)}–{ReportText.Exact(range.Last)}"));
        }
    }
}
