using Experiments.Tests.Comparison;

namespace Experiments.Tests.Reports;

public sealed class ComparisonPicturesTests
{
    private static readonly double[] s_noise = [0.011, -0.007, 0.003, -0.012, 0.009, 0.001, -0.004, 0.006, -0.002, 0.008];

    // The values of a and b overlap, and the values of c are far below. The only set without a separated pair is therefore {a, b}.
    [Fact]
    public void A_bar_joins_exactly_the_labels_without_a_separated_pair()
    {
        var comparison = Results.Compare(Results.Of(Around("a", 0.90, 1), Around("b", 0.90, -1), Around("c", 0.5, 1)));
        Assert.Equal([["a", "b"]], TieGroups.Of(comparison).Select(set => set.Order().ToArray()));
    }

    // Ties are not transitive. If a and b are tied, b and c are tied, but a and c are separated, the diagram has two bars, and both contain
    // b.
    [Fact]
    public void Two_bars_overlap_if_the_middle_label_is_tied_with_both_ends()
    {
        var comparison = Results.Compare(Results.Of(Around("a", 0.9, 1), Around("b", 0.8, 1), Around("c", 0.7, 1)));
        var pairs = comparison.Pairs.Select(pair => pair with { IsSeparated = pair.First == "a" && pair.Second == "c" }).ToList();
        Assert.Equal([["a", "b"], ["b", "c"]], TieGroups.Of(comparison with { Pairs = pairs }));
        Assert.Equal([["a", "b", "c"]],
            TieGroups.Of(comparison with { Pairs = [.. pairs.Select(pair => pair with { IsSeparated = false })] }));
        Assert.Empty(TieGroups.Of(comparison with { Pairs = [.. pairs.Select(pair => pair with { IsSeparated = true })] }));
    }

    // The values are 1, 2, 3, 4 and 3, 4, so the shares that reach 3 are 1/2 and 1.
    [Fact]
    public void A_profile_is_the_share_of_runs_that_are_at_least_as_good()
    {
        var runs = Results.Of(Results.Policy("x", 1, 2, 3, 4), Results.Policy("y", 3, 4));
        var profiles = ProfileCurve.Of(runs, Results.Compare(runs)).ToDictionary(curve => curve.Label,
            curve => curve.Points.ToDictionary(point => point.Threshold, point => point.Share));
        Assert.Equal((1, 0.75, 0.5, 0.25), (profiles["x"][1], profiles["x"][2], profiles["x"][3], profiles["x"][4]));
        Assert.Equal((1, 1, 1, 0.5), (profiles["y"][1], profiles["y"][2], profiles["y"][3], profiles["y"][4]));
        // The metric test.loss is 1 − value, and lower is better, so the same runs reach the mirrored thresholds.
        var losses = ProfileCurve.Of(runs, Results.Compare(runs, "test.loss")).ToDictionary(curve => curve.Label,
            curve => curve.Points.ToDictionary(point => point.Threshold, point => point.Share));
        Assert.Equal((0.25, 0.5, 1), (losses["x"][-3], losses["x"][-2], losses["x"][0]));
    }

    [Fact]
    public void A_grid_contains_the_mean_of_each_cell_and_null_for_cells_without_runs()
    {
        var runs = Results.Of([Results.Run("x", 0, 0.5, "0.1"), Results.Run("x", 1, 0.7, "0.1"), Results.Run("x", 0, 0.2, "0.2"),
            Results.Run("x", 1, 0.4, "0.2"), Results.Run("y", 0, 0.9, "0.1"), Results.Run("y", 1, 0.8, "0.1")]);
        var grid = ResultGrid.Of(runs, Results.Compare(runs)).Single();
        Assert.Equal(("policy", "lr"), (grid.By, grid.Other));
        var (x, y) = (grid.Rows.ToList().IndexOf("x"), grid.Rows.ToList().IndexOf("y"));
        Assert.Equal(["0.1", "0.2"], grid.Columns);
        Assert.Equal(0.6, grid.Means[x][0]!.Value, 12);
        Assert.Equal(0.3, grid.Means[x][1]!.Value, 12);
        Assert.Equal(0.85, grid.Means[y][0]!.Value, 12);
        Assert.Null(grid.Means[y][1]);
        Assert.Equal((2, 0), (grid.Counts[y][0], grid.Counts[y][1]));
    }

    private static IEnumerable<RunResult> Around(string policy, double middle, int sign) =>
        Results.Policy(policy, [.. s_noise.Select(noise => middle + (sign * noise))]);
}
