using Experiments.Comparison;

namespace Experiments.Reports.Methods;

/// <summary>All that a report is about.</summary>
/// <param name="Name">Its name: the sweep's.</param>
/// <param name="Runs">The runs.</param>
/// <param name="Comparisons">A comparison for each metric, at least one.</param>
/// <param name="Targets">The steps to each target.</param>
/// <param name="Facts">What was run.</param>
/// <param name="Mixed">A sentence where runs of different surroundings are mixed; null where they are not.</param>
public sealed record Study(
    string Name, RunCollection Runs, IReadOnlyList<ComparisonResult> Comparisons, IReadOnlyList<TargetResult> Targets, StudyFacts Facts, string? Mixed)
{
    /// <summary>The coordinate whose labels are compared.</summary>
    public string By => Comparisons[0].Request.By;

    /// <summary>Labels by coordinate, in the order of the runs.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Coordinates => Runs.Runs
        .SelectMany(run => run.Coordinates)
        .GroupBy(pair => pair.Key, pair => pair.Value)
        .ToDictionary(group => group.Key, group => (IReadOnlyList<string>)[.. group.Distinct()]);

    /// <summary>The seeds, ascending; runs of them as a range: <c>0–9, 12</c>.</summary>
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

            return string.Join(", ", ranges.Select(range => range.First == range.Last ? ReportText.Exact(range.First) : $"{ReportText.Exact(range.First)}–{ReportText.Exact(range.Last)}"));
        }
    }
}
