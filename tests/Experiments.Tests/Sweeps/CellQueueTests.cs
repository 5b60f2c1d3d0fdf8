namespace Experiments.Tests.Sweeps;

public sealed class CellQueueTests
{
    private static CellRecord Cell(int number) =>
        new(number, "toy", new string('0', 64), number, 1, "cpu", 10, new Dictionary<string, string>());

    private static CellQueue Queue(params CellRecord[] cells) => new(cells.Select(cell => new CellGroup([cell])));

    private static IReadOnlyList<CellRecord>? Take(CellQueue queue) => queue.Take(_ => true, CancellationToken.None)?.Cells;

    [Fact]
    public void A_cell_that_another_process_has_finished_is_taken_out()
    {
        var (first, second) = (Cell(0), Cell(1));
        var queue = Queue(first, second);
        queue.PutBack(Take(queue)!);

        Assert.Empty(queue.TakeOver(_ => false));
        Assert.Equal([first], queue.TakeOver(_ => true));

        Assert.Empty(queue.TakeOver(_ => true));
        Assert.Equal([second], Take(queue));
        Assert.Null(Take(queue));
    }

    [Fact]
    public void A_cell_that_this_process_takes_again_is_no_longer_waiting()
    {
        var cell = Cell(0);
        var queue = Queue(cell);
        queue.PutBack(Take(queue)!);

        Assert.Equal([cell], Take(queue));

        Assert.Empty(queue.TakeOver(_ => true));
    }

    [Fact]
    public void Cells_put_back_from_a_group_return_together_without_finished_ones()
    {
        var (first, second, third) = (Cell(0), Cell(1), Cell(2));
        var queue = new CellQueue([new CellGroup([first, second, third])]);
        Assert.Equal([first, second, third], Take(queue));
        queue.PutBack([second, third]);

        Assert.Equal([third], queue.TakeOver(cell => cell == third));

        Assert.Equal([second], Take(queue));
        Assert.Null(Take(queue));
    }
}
