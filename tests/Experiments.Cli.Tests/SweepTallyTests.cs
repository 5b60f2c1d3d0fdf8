namespace Experiments.Cli.Tests;

public class SweepTallyTests
{
    // Two sweeps use the same folder. The first sweep starts a cell that the second sweep is already running, continues with the next cell,
    // and is notified when the first cell ends.
    [Fact]
    public void A_cell_of_another_sweep_is_not_counted_as_running()
    {
        var cells = Enumerable.Range(0, 3)
            .Select(seed => new CellRecord(seed, "toy", new string('0', 64), seed, 1, "cpu", 10, new Dictionary<string, string>()))
            .ToList();
        var tally = new SweepTally(cells, cells, cells.ToDictionary(cell => cell.Id, _ => CellStatus.Pending));

        tally.Start(cells[0]);
        tally.Leave(cells[0]);
        tally.Start(cells[1]);
        Assert.Equal("0 of 3 done · 1 running", tally.InWords);

        tally.Finish(cells[0], CellStatus.Completed);
        tally.Finish(cells[1], CellStatus.Completed);
        Assert.StartsWith("2 of 3 done · 0:0", tally.InWords, StringComparison.Ordinal);
    }
}
