using Experiments.Sweeps;

namespace Experiments.Comparison.Keys;

/// <summary>Keeps only the runs at points of the axes at which every compared label has runs, so that all rows of a table can be
/// compared.</summary>
public static class SharedPoints
{
    /// <summary>Returns the runs at the shared points, with notes on the runs that are left out.</summary>
    /// <param name="keys">Compared keys.</param>
    /// <exception cref="InputException">The labels share no point.</exception>
    public static RunCollection Of(RunCollection collection, IReadOnlyList<string> keys)
    {
        if (collection.Runs.Count == 0)
            return collection;
        var points = new LabelPoints([.. collection.Runs.Select(run => run.Coordinates)], keys);
        var axes = OtherKeys.Parts(points.Axes);
        if (points.Refusal(axes.Count < points.Axes.Count ? axes : null) is { } refusal)
            throw new InputException($"The runs can't be compared: {refusal}. Give --by {string.Join(',', keys.Concat(axes))} to "
                + $"compare each combination, or give fewer folders.");
        var (kept, left) = (new List<RunResult>(), new List<RunResult>());
        foreach (var run in collection.Runs)
            (points.Shared.Contains(points.PointOf(run.Coordinates)) ? kept : left).Add(run);
        return collection with
        {
            Runs = kept,
            LeftOut = left.Count,
            Tied = [.. points.Tied.Select(tied => tied.Axis)],
            Notes = [.. points.Tied.Select(tied => tied.InWords), .. left.Count == 0 ? [] : new[] { InWords(left, points, keys) }],
        };
    }

    private static string InWords(List<RunResult> left, LabelPoints points, IReadOnlyList<string> keys)
    {
        var parts = left.GroupBy(run => (Label: points.LabelOf(run.Coordinates), Point: points.PointOf(run.Coordinates)))
            .Select(group => $"{group.Count()} of {group.Key.Label} at {group.Key.Point}").ToList();
        var name = JoinedKeys.Name(keys);
        return $"{left.Count} run{(left.Count == 1 ? " is" : "s are")} left out, because not every {name} has runs "
            + $"at {(parts.Count == 1 ? "this point" : "these points")}: {LabelPoints.Shown(parts, "; ")}.";
    }
}
