namespace Experiments.Tests.Sweeps.Stacking;

public sealed class StacksTests : IDisposable
{
    private const string Rates = """ "axes": [{ "key": "optimizer.lr", "values": [0.1, 0.2, 0.3, 0.4] }, { "seeds": 10 }] """;

    private readonly SweepBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Theory]
    // The number of groups is the smallest number that the size allows and that gives each worker the same number of groups.
    [InlineData("8", 1, new[] { 8, 8, 8, 8, 8 })]
    [InlineData("8", 2, new[] { 6, 7, 7, 6, 7, 7 })]
    [InlineData("auto", 2, new[] { 6, 7, 7, 6, 7, 7 })]
    [InlineData("8", 4, new[] { 5, 5, 5, 5, 5, 5, 5, 5 })]
    [InlineData("40", 1, new[] { 40 })]
    [InlineData("40", 3, new[] { 13, 13, 14 })]
    public void Cells_are_divided_evenly(string size, int workers, int[] expected)
    {
        var (groups, cells) = Groups(Rates, size, workers);
        Assert.Equal(expected, groups.Select(group => group.Cells.Count));
        Assert.Equal(cells, groups.SelectMany(group => group.Cells));
    }

    [Fact]
    public void With_more_workers_than_cells_each_cell_trains_alone() =>
        Assert.All(Groups(Rates, "8", workers: 64).Groups, group => Assert.False(group.IsStack));

    [Fact]
    public void Cells_of_different_networks_are_in_different_groups_and_small_groups_are_last()
    {
        var (groups, cells) = Groups(
            """ "axes": [{ "key": "data.batch_size", "values": [32, 64, 16] }, { "key": "optimizer.lr", "values": [0.1, 0.2] }, """
                + """{ "seeds": 4 }] """,
            "8", workers: 2);
        Assert.Equal([8, 8, 4, 4], groups.Select(group => group.Cells.Count));
        Assert.Equal(cells, groups.SelectMany(group => group.Cells));
    }

    [Fact]
    public void Without_a_size_every_cell_trains_alone()
    {
        var plan = _bench.Plan(Rates);
        Assert.Equal(40, Stacks.Of(plan, size: null).Groups(Records(plan), 2).Count);
    }

    [Fact]
    public void Convolutions_are_stacked_only_with_a_given_number()
    {
        const string keys = """ "set": { "model": { "kind": "vgg", "channels": "2 M" } }, "axes": [{ "seeds": 4 }] """;
        Assert.Equal(1, StackSize.Auto.For(_bench.Plan(keys).Plans[0] with { Device = "cuda", Parameters = 1 }));
        Assert.Equal(4, Groups(keys, "auto", 1).Groups.Count);
        Assert.Single(Groups(keys, "8", 1).Groups);
    }

    [Theory]
    // A worker has 1.5 GiB, and a parameter needs 24 bytes. The networks have 650 parameters, ten million parameters (of which 6.7 networks
    // fit), and a billion parameters.
    [InlineData(650, 64)]
    [InlineData(10_000_000, 6)]
    [InlineData(1_000_000_000, 1)]
    public void On_a_GPU_a_workers_share_of_memory_limits_auto(long parameters, int expected)
    {
        var plan = _bench.Plan(""" "axes": [{ "seeds": 1 }] """).Plans[0] with { Device = "cuda", Parameters = parameters };
        Assert.Equal(expected, StackSize.Auto.For(plan));
    }

    [Fact]
    public void The_planner_counts_the_parameters() =>
        Assert.Equal((64 * 10) + 10, _bench.Plan(""" "axes": [{ "seeds": 1 }] """).Plans[0].Parameters);

    [Fact]
    public void A_task_of_a_cluster_has_adjacent_cells_that_can_train_together()
    {
        var plan = _bench.Plan(""" "axes": [{ "seeds": 3 }, { "key": "data.batch_size", "values": [32, 64] }] """);
        var tasks = Stacks.Of(plan, StackSize.Parse("2")).Tasks(Records(plan), size: 3);
        // The seeds vary fastest, for any order of the axes: cells 0 to 2 have the first batch size, and cells 3 to 5 have the second batch
        // size.
        Assert.Equal([[[0], [1, 2]], [[3], [4, 5]]],
            tasks.Select(task => task.Select(group => group.Cells.Select(cell => cell.Number).ToArray()).ToArray()).ToArray());
    }

    private (IReadOnlyList<CellGroup> Groups, IReadOnlyList<CellRecord> Cells) Groups(string keys, string size, int workers)
    {
        var plan = _bench.Plan(keys);
        return (Stacks.Of(plan, StackSize.Parse(size)).Groups(Records(plan), workers), Records(plan));
    }

    private static List<CellRecord> Records(SweepPlan plan) => [.. plan.Cells.Select(SweepFolder.RecordOf)];
}
