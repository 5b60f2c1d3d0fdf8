namespace Experiments.Tests.Sweeps;

public sealed class SweepFolderTests : IDisposable
{
    private const string Axes = """ "axes": [{ "key": "optimizer.lr", "values": [0.1, 0.2] }, { "seeds": 2 }] """;

    private readonly SweepBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Cells_come_back_as_they_were_written()
    {
        var plan = _bench.Plan(Axes);
        var folder = Written(plan);
        Assert.Equal(plan.Cells.Select(cell => cell.Id), folder.ReadCells().Select(cell => cell.Id));
        Assert.Equal("optimizer.lr=0.2, seed 1", folder.ReadCells()[3].InWords);
        Assert.Equal(1, folder.ConfigOf(folder.ReadCells()[3]).Config.Seed);
        Assert.Equal(["test.accuracy"], folder.ReadCompare()["metrics"]!.AsArray().Select(metric => (string)metric!));
    }

    [Fact]
    public void A_cell_is_pending_until_it_is_run_and_then_never_again()
    {
        var folder = Written(_bench.Plan(Axes));
        var cell = folder.ReadCells()[1];
        Assert.Equal(CellStatus.Pending, folder.StatusOf(cell));
        Assert.Equal(CellStatus.Completed, Runner(folder).Run(cell, isAnew: false, new SilentObserver(), CancellationToken.None));
        var written = File.GetLastWriteTimeUtc(folder.RunOf(cell).Summary);
        Assert.Equal(CellStatus.Completed, Runner(folder).Run(cell, isAnew: false, new SilentObserver(), CancellationToken.None));
        Assert.Equal(written, File.GetLastWriteTimeUtc(folder.RunOf(cell).Summary));
    }

    [Fact]
    public void A_changed_sweep_keeps_the_runs_that_still_belong()
    {
        var folder = Written(_bench.Plan(Axes));
        Runner(folder).Run(folder.ReadCells()[3], isAnew: false, new SilentObserver(), CancellationToken.None);
        Written(_bench.Plan(""" "axes": [{ "key": "optimizer.lr", "values": [0.05, 0.2] }, { "seeds": 3 }] """));
        var kept = Assert.Single(folder.ReadCells(), cell => folder.StatusOf(cell) == CellStatus.Completed);
        Assert.Equal("optimizer.lr=0.2, seed 1", kept.InWords);
    }

    [Fact]
    public void A_locked_cell_is_not_run()
    {
        var folder = Written(_bench.Plan(Axes));
        var cell = folder.ReadCells()[0];
        using (folder.Claim(cell))
        {
            Assert.Null(folder.Claim(cell));
            Assert.Null(Runner(folder).Run(cell, isAnew: false, new SilentObserver(), CancellationToken.None));
            Assert.Equal(CellStatus.Pending, folder.StatusOf(cell));
        }
        using var again = folder.Claim(cell);
        Assert.NotNull(again);
        Assert.Equal($"process {Environment.ProcessId} on {Environment.MachineName}",
            CellClaim.LastHolder(Path.Combine(folder.Path, "claims", cell.Id)));
    }

    [Fact]
    public void A_cell_whose_process_died_is_failed_and_retried()
    {
        var folder = Written(_bench.Plan(Axes));
        var cell = folder.ReadCells()[0];
        folder.RecordFailure(cell,
            new CellFailure("The worker was killed (signal 9), perhaps because memory ran out.", "host", ["a", "b"]));
        Assert.Equal(CellStatus.Failed, folder.StatusOf(cell));
        Assert.Equal(["a", "b"], folder.FailureOf(cell)!.LastLines);
        Assert.True(Retry().Wants(folder, cell));
        Runner(folder).Run(cell, isAnew: false, new SilentObserver(), CancellationToken.None);
        Assert.Equal(CellStatus.Completed, folder.StatusOf(cell));
    }

    [Fact]
    public void A_recorded_end_stands_unless_its_status_is_retried()
    {
        var folder = Written(_bench.Plan(""" "set": { "optimizer.lr": 1e38 }, "axes": [{ "key": "training.steps", "values": [40] }] """));
        var cell = folder.ReadCells()[0];
        Assert.Equal(CellStatus.Diverged, Runner(folder).Run(cell, isAnew: false, new SilentObserver(), CancellationToken.None));
        Assert.False(Retry().Wants(folder, cell));
        Assert.True(Retry(CellStatus.Diverged).Wants(folder, cell));
        Assert.True(Retry(CellStatus.Diverged).IsAnew(folder, cell));
        Assert.False(Retry(CellStatus.Failed).Wants(folder, cell));
    }

    [Fact]
    public void A_cell_that_ignores_non_finite_losses_and_ends_with_one_is_diverged()
    {
        var folder = Written(_bench.Plan(
            """ "set": { "optimizer.lr": 1e38, "training.on_non_finite": "ignore" }, "axes": [{ "seeds": 1 }] """));
        var cell = Assert.Single(folder.ReadCells());
        Assert.Equal(CellStatus.Diverged, Runner(folder).Run(cell, isAnew: false, new SilentObserver(), CancellationToken.None));
        Assert.False(Retry().Wants(folder, cell));
        Assert.True(Retry(CellStatus.Diverged).Wants(folder, cell));
        var view = Assert.Single(SweepView.Of(folder).Cells);
        Assert.Equal((true, "diverged"), (view.IsOver, view.Word));
    }

    [Fact]
    public void The_time_left_is_estimated_from_runs_trained_to_their_end()
    {
        var folder = Written(_bench.Plan(
            """ "set": { "optimizer.lr": 1e38, "training.on_non_finite": "ignore" }, "axes": [{ "seeds": 2 }] """));
        Runner(folder).Run(folder.ReadCells()[0], isAnew: false, new SilentObserver(), CancellationToken.None);
        using var running = folder.Claim(folder.ReadCells()[1]);
        Assert.NotNull(SweepView.Of(folder).Left);
    }

    // Two runs of 4 updates took 8 seconds each, and one process has 8 updates left.
    [Theory]
    // A separate cell takes 2 seconds per update.
    [InlineData(1, 16)]
    // If four cells train together in the same 8 seconds, an update of one cell takes half a second.
    [InlineData(4, 4)]
    public void The_time_left_accounts_for_stacks(int together, double seconds)
    {
        var folder = Written(_bench.Plan(""" "axes": [{ "seeds": 4 }] """));
        var cells = folder.ReadCells();
        foreach (var cell in cells.Take(2))
        {
            Runner(folder).Run(cell, isAnew: false, new SilentObserver(), CancellationToken.None);
            var summary = JsonNode.Parse(File.ReadAllText(folder.RunOf(cell).Summary))!;
            summary["wall_time_s"] = 8.0;
            if (together > 1)
                summary["stack"] = new StackRecord(
                    [.. Enumerable.Range(0, together).Select(seed => new StackMember(cell.Identity, seed))], SharedUpdates: 4).ToJson();
            File.WriteAllText(folder.RunOf(cell).Summary, summary.ToJsonString());
        }
        using var first = folder.Claim(cells[2]);
        using var second = folder.Claim(cells[3]);
        Assert.Equal(TimeSpan.FromSeconds(seconds), SweepView.Of(folder).Left);
    }

    [Fact]
    public void An_interrupted_cell_resumes_with_unchanged_results()
    {
        var folder = Written(_bench.Plan(Axes));
        var cell = folder.ReadCells()[2];
        using var stop = new CancellationTokenSource();
        Assert.Equal(CellStatus.Interrupted, Runner(folder).Run(cell, isAnew: false, new StopAfter(2, stop), stop.Token));
        Assert.True(Retry().Wants(folder, cell));
        Assert.False(Retry().IsAnew(folder, cell));
        Assert.Equal(CellStatus.Completed, Runner(folder).Run(cell, isAnew: false, new SilentObserver(), CancellationToken.None));

        var undisturbed = SweepFolder.Of(Path.Combine(_bench.Root, "other"), "sweep");
        undisturbed.Write(_bench.Plan(Axes));
        Runner(undisturbed).Run(cell, isAnew: false, new SilentObserver(), CancellationToken.None);
        Assert.Equal(Final(undisturbed, cell), Final(folder, cell));
    }

    [Fact]
    public void A_run_that_can_not_be_resumed_is_moved_aside()
    {
        var folder = Written(_bench.Plan(Axes));
        var cell = folder.ReadCells()[0];
        using var stop = new CancellationTokenSource();
        Runner(folder).Run(cell, isAnew: false, new StopAfter(2, stop), stop.Token);
        File.WriteAllText(folder.RunOf(cell).ResumeState, "damaged");
        Assert.Equal(CellStatus.Completed, Runner(folder).Run(cell, isAnew: false, new SilentObserver(), CancellationToken.None));
    }

    [Fact]
    public void An_error_before_a_run_starts_is_a_recorded_failure()
    {
        var folder = Written(_bench.Plan(Axes));
        var cell = folder.ReadCells()[0];
        File.WriteAllText(Path.Combine(folder.Path, "plans", cell.Identity[..12] + ".json"), "{}");
        Assert.Equal(CellStatus.Failed, Runner(folder).Run(cell, isAnew: false, new SilentObserver(), CancellationToken.None));
        Assert.Contains("is missing", folder.FailureOf(cell)!.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cell_that_begins_says_nothing_about_resuming()
    {
        var folder = Written(_bench.Plan(Axes));
        var cells = folder.ReadCells().Take(2).ToList();
        Assert.All(cells, cell =>
            Assert.Equal(CellStatus.Completed, Runner(folder).Run(cell, isAnew: false, new SilentObserver(), CancellationToken.None)));
        Assert.All(cells, cell => Assert.DoesNotContain(folder.RunOf(cell).ReadEvents(),
            line => (string)line["event"]! is "nothing_to_resume" or "warning"));
    }

    private static CellRunner Runner(SweepFolder folder) => new(folder, DataRoots.Default(null), "tests");

    private static RetryOptions Retry(params CellStatus[] statuses) => new(statuses.ToHashSet());

    private static string Final(SweepFolder folder, CellRecord cell) =>
        RunSummary.Read(folder.RunOf(cell).Summary).ToJson()["final"]!.ToJsonString();

    private SweepFolder Written(SweepPlan plan)
    {
        var folder = SweepFolder.Of(Path.Combine(_bench.Root, "sweeps"), "sweep");
        folder.Write(plan);
        return folder;
    }
}
