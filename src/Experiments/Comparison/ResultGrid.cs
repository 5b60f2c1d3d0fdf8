using Experiments.Comparison.Keys;
using Experiments.Statistics;

namespace Experiments.Comparison;

/// <summary>Mean of a metric for each combination of two coordinates. A run that diverged or has no finite value gets the same value as in
/// the comparison.</summary>
/// <param name="By">Compared coordinate, shown as rows.</param>
/// <param name="Other">Second coordinate, shown as columns.</param>
/// <param name="Rows">Labels of the rows, in the order of the comparison.</param>
/// <param name="Columns">Labels of the columns, in the order of the runs.</param>
/// <param name="Means">Means, indexed [row][column]; null if no run has this combination.</param>
/// <param name="Counts">Number of runs, indexed [row][column].</param>
public sealed record ResultGrid(
    string By, string Other, IReadOnlyList<string> Rows, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<double?>> Means,
    IReadOnlyList<IReadOnlyList<int>> Counts)
{
    /// <summary>Text for table headings: what counts as one observation of a mean, such as <c>run</c> or <c>seed</c>.</summary>
    public string Unit { get; init; } = "run";

    /// <summary>Returns a grid for each coordinate that is not compared and has at least two labels. If two keys are compared, an
    /// additional grid shows the first key against the second key.</summary>
    public static IReadOnlyList<ResultGrid> Of(RunCollection collection, ComparisonResult comparison)
    {
        var request = comparison.Request;
        var others = collection.Runs[0].Coordinates.Keys
            .Where(name => name != request.By && !collection.Tied.Contains(name)
                && collection.Runs.All(run => run.Coordinates.ContainsKey(name))).ToList();
        ResultGrid[] joined = collection.Joined is { Keys.Count: 2 } labels ? [Grid(labels, comparison)] : [];
        if (others.Count == 0)
            return joined;
        var scores = new Scores(collection, request.By, request.Metric, comparison.IsHigherBetter);
        return [.. joined,
            .. others.Select(other => Grid(collection.Runs, scores, comparison, other)).Where(grid => grid.Columns.Count > 1)];
    }

    private static ResultGrid Grid(JoinedLabels labels, ComparisonResult comparison)
    {
        var groups = comparison.Groups.ToDictionary(group => (labels.Parts[group.Label][0], labels.Parts[group.Label][1]));
        List<string> rows = [.. comparison.Groups.Select(group => labels.Parts[group.Label][0]).Distinct()],
            columns = [.. labels.Parts.Values.Select(parts => parts[1]).Distinct()];
        return new ResultGrid(
            labels.Keys[0], labels.Keys[1], rows, columns,
            [.. rows.Select(row => (IReadOnlyList<double?>)[.. columns.Select(
                column => groups.TryGetValue((row, column), out var group) ? group.Summary.Mean : null)])],
            [.. rows.Select(row => (IReadOnlyList<int>)[.. columns.Select(
                column => groups.TryGetValue((row, column), out var group) ? group.Summary.Count : 0)])]) { Unit = comparison.Unit };
    }

    private static ResultGrid Grid(IReadOnlyList<RunResult> runs, Scores scores, ComparisonResult comparison, string other)
    {
        var by = comparison.Request.By;
        var cells = runs.ToLookup(run => (run.Coordinates[by], run.Coordinates[other]), scores.ValueOf);
        List<string> rows = [.. comparison.Groups.Select(group => group.Label)], columns =
            [.. runs.Select(run => run.Coordinates[other]).Distinct()];
        return new ResultGrid(
            by, other, rows, columns,
            [.. rows.Select(row => (IReadOnlyList<double?>)[
                .. columns.Select(column => cells[(row, column)].ToList() is { Count: > 0 } values
                    ? Sample.Mean(values)
                    : (double?)null)])],
            [.. rows.Select(row => (IReadOnlyList<int>)[.. columns.Select(column => cells[(row, column)].Count())])]);
    }
}
