using Experiments.Sweeps.Stacking;

namespace Experiments.Cli.Tests.Terminal;

public sealed class StackTextTests : IDisposable
{
    private const string Rates = """ { "key": "optimizer.lr", "values": [0.1, 0.2, 0.3] } """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_cell_without_an_equal_trains_alone_with_that_reason() => Assert.Equal(
        ["3 cells train alone: no other unfinished cell has the same network, data, training and diagnostics."],
        Lines(""" { "key": "data.batch_size", "values": [16, 32, 64] } """, "auto", workers: 1));

    [Fact]
    public void Cells_divided_among_the_workers_train_alone_with_that_reason() => Assert.Equal(
        [
            "3 cells train alone: the 3 cells with the same network, data, training and diagnostics are divided among the workers, or the "
                + "tasks of a cluster.",
        ], Lines(Rates, "auto", workers: 3));

    [Fact]
    public void A_left_over_cell_trains_alone_with_that_reason() => Assert.Equal(
        [
            "2 of 3 cells train together as one group of 2.",
            "1 of 3 cells trains alone: a group has at most 2 of the 3 cells with the same network, data, training and diagnostics.",
        ], Lines(Rates, "2", workers: 1));

    [Fact]
    public void Convolutions_train_alone_because_a_stack_computes_them_cell_by_cell() => Assert.Equal(
        ["3 cells train alone: a stack computes convolutions cell by cell and gains little; use --stack N to stack them anyway."],
        Lines(Rates, "auto", workers: 1, model: """ { "kind": "vgg", "channels": "2 M" } """));

    [Fact]
    public void Convolutions_are_not_advised_to_be_stacked()
    {
        const string axis = """ { "seeds": 8 } """;
        Assert.Equal(
            ["8 cells could train together as one group of 8: add --stack auto (up to 1.5 times as fast on "
                + "one core)."],
            Lines(axis, size: null, workers: 1));
        Assert.Empty(Lines(axis, size: null, workers: 1, model: """ { "kind": "vgg", "channels": "2 M" } """));
    }

    private IEnumerable<string> Lines(string axis, string? size, int workers, string model = """ { "kind": "softmax_regression" } """)
    {
        _folder.Write("base.json", $$"""
            { "name": "toy", "data": { "kind": "digits" }, "model": {{model}}, "optimizer": { "kind": "sgd", "lr": 0.1 }, "device": "cpu" }
            """);
        var file = _folder.Write("toy.json", $$"""{ "base": "base.json", "axes": [{{axis}}] }""");
        var plan = SweepPlanner.Plan(SweepReader.Read(file), DataRoots.Default(null), new SweepMachine(IsCluster: false));
        var pending = plan.Cells.Select(SweepFolder.RecordOf).ToList();
        return StackText.Lines(plan, size is null ? null : StackSize.Parse(size), pending, stacks => stacks.Groups(pending, workers));
    }
}
