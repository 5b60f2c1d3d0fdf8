namespace Experiments.Tests.Sweeps;

public sealed class WorkerLoopTests : IDisposable
{
    private readonly SweepBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void A_worker_runs_its_orders_and_reports_the_results()
    {
        var folder = SweepFolder.Of(_bench.Root, "sweep");
        folder.Write(_bench.Plan(""" "axes": [{ "key": "optimizer.lr", "values": [0.1, 0.2] }] """));
        var cells = folder.ReadCells();
        using var coordinator = new StepwiseReader();
        using var output = new StringWriter();
        using var runner = new CellRunner(folder, DataRoots.Default(null), "tests");
        using var loop = new WorkerLoop(runner, cells, output, CancellationToken.None);
        coordinator.Say(cells[1].Id);
        coordinator.Say("no-such-cell");
        coordinator.EndWhen(() => folder.StatusOf(cells[1]) == CellStatus.Completed
            && output.ToString().Contains("no-such-cell", StringComparison.Ordinal));
        loop.Run(coordinator);
        var messages = output.ToString().Split('\n').Select(line => WorkerMessage.Parse(line.TrimEnd('\r'))).OfType<WorkerMessage>()
            .Where(message => message.Kind != "step").ToList();
        Assert.Equal([new WorkerMessage("done", cells[1].Id, 4, "completed"), new WorkerMessage("failed", "no-such-cell")], messages);
        Assert.Equal(CellStatus.Pending, folder.StatusOf(cells[0]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a line of a log")]
    [InlineData("{\"kind\":\"done\"}")]
    [InlineData("\u001e{\"kind\":\"do")]
    public void A_line_that_is_not_a_message_is_ignored(string line) => Assert.Null(WorkerMessage.Parse(line));

    [Fact]
    public void A_message_comes_back_as_it_was_sent()
    {
        var message = new WorkerMessage("done", "abc-s1", 7, "diverged");
        Assert.Equal(message, WorkerMessage.Parse(message.ToLine()));
    }

    [Theory]
    [InlineData(0.25)]
    [InlineData(double.NaN)]
    public void A_report_of_epoch_loss_and_metric_comes_back_as_it_was_sent(double loss)
    {
        var message = new WorkerMessage("step", "abc-s1", 7)
        {
            Report = new CellReport(7) { Epoch = 1.5, Loss = loss, Split = "validation", Metric = new Metric("accuracy", 0.75) },
        };
        Assert.Equal(message, WorkerMessage.Parse(message.ToLine()));
    }
}
