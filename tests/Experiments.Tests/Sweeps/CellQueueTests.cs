namespace Experiments.Tests.Sweeps;

public sealed class CellQueueTests
{
    private static CellRecord Cell(int number) =>
        new(number, "toy", new string('0', 64), number, 1, "cpu", 10, new Dictionary<string, string>());

    private static CellRecord? Take(CellQueue queue) => queue.Take(_ => true, CancellationToken.None);

    [Fact]
    public void A_cell_of_another_process_that_is_over_by_now_is_taken_out()
    {
        var (first, second) = (Cell(0), Cell(1));
        var queue = new CellQueue([first, second]);
        queue.PutBack(Take(queue)!);

        Assert.Empty(queue.TakeOver(_ => false));
        Assert.Equal([first], queue.TakeOver(_ => true));

        Assert.Empty(queue.TakeOver(_ => true));
        Assert.Equal(second, Take(queue));
        Assert.Null(Take(queue));
    }

    [Fact]
    public void A_cell_that_this_process_has_at_last_is_no_other_process_s()
    {
        var cell = Cell(0);
        var queue = new CellQueue([cell]);
        queue.PutBack(Take(queue)!);

        Assert.Equal(cell, Take(queue));

        Assert.Empty(queue.TakeOver(_ => true));
    }
}
