namespace Experiments.Tests.Sweeps.Stacking;

/// <summary>Tests groups of cells that one process trains, as in a worker.</summary>
public sealed class GroupRunTests : IDisposable
{
    private readonly SweepBench _bench = new();
    private readonly List<(string Cell, CellStatus? Status)> _told = [];

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Cells_of_a_group_have_the_results_of_separate_runs()
    {
        var (apart, together) = (Folder("apart"), Folder("together"));
        foreach (var cell in apart.ReadCells())
            Assert.Equal(CellStatus.Completed, Runner(apart).Run(cell, isAnew: false, new SilentObserver(), CancellationToken.None));

        Run(together, together.ReadCells());

        Assert.Equal(together.ReadCells().Select(cell => (cell.Id, (CellStatus?)CellStatus.Completed)), _told);
        Assert.Equal(ResultsOf(apart), ResultsOf(together));
        var record = JsonNode.Parse(File.ReadAllText(Path.Combine(together.Path, "stacks", together.ReadCells()[0].Id + ".json")))!;
        Assert.Equal(4, record["size"]!.GetValue<int>());
        Assert.Equal(together.ReadCells().Select(cell => cell.Id), record["cells"]!.AsArray().Select(id => id!.GetValue<string>()));
        Assert.False(Directory.Exists(Path.Combine(apart.Path, "stacks")));
    }

    [Fact]
    public void Finished_and_locked_cells_drop_out_of_the_group()
    {
        var folder = Folder("sweep");
        var cells = folder.ReadCells();
        Runner(folder).Run(cells[1], isAnew: false, new SilentObserver(), CancellationToken.None);
        var before = File.GetLastWriteTimeUtc(folder.RunOf(cells[1]).Summary);
        using (folder.Claim(cells[2]))
            Run(folder, cells);
        Assert.Equal([(cells[2].Id, null), (cells[1].Id, CellStatus.Completed), (cells[0].Id, CellStatus.Completed),
            (cells[3].Id, CellStatus.Completed)], _told);
        Assert.Equal(before, File.GetLastWriteTimeUtc(folder.RunOf(cells[1]).Summary));
        Assert.Equal(CellStatus.Pending, folder.StatusOf(cells[2]));
        // The locks of all cells are released.
        Assert.All(cells, cell => Assert.Null(folder.HolderOf(cell)));
    }

    [Fact]
    public void A_cell_that_can_not_be_run_is_recorded_and_the_others_are_run()
    {
        var folder = Folder("sweep");
        var cells = folder.ReadCells();
        // The plan of the last two cells is damaged.
        File.WriteAllText(Directory.GetFiles(Path.Combine(folder.Path, "plans"), cells[2].Identity[..12] + ".json")[0], "{");
        Run(folder, cells);
        Assert.Equal([CellStatus.Completed, CellStatus.Completed, CellStatus.Failed, CellStatus.Failed], cells.Select(folder.StatusOf));
        Assert.Equal(4, _told.DistinctBy(told => told.Cell).Count());
        Assert.NotNull(folder.ReasonOf(cells[2]));
    }

    [Fact]
    public void A_cell_whose_run_has_another_folder_is_reported_and_recorded_as_failed()
    {
        var folder = Folder("sweep");
        var cells = folder.ReadCells();
        // The identity of the last two cells was computed from another plan.
        var plan = Path.Combine(folder.Path, "plans", cells[2].Identity[..12] + ".json");
        File.WriteAllText(plan, File.ReadAllText(plan).Replace("\"lr\":0.2", "\"lr\":0.3", StringComparison.Ordinal));
        Run(folder, cells);
        Assert.Equal([CellStatus.Completed, CellStatus.Completed, CellStatus.Failed, CellStatus.Failed], cells.Select(folder.StatusOf));
        Assert.Equal(cells.Select(cell => (cell.Id, (CellStatus?)folder.StatusOf(cell))), _told.OrderBy(told => told.Cell == cells[0].Id ? 0
            : told.Cell == cells[1].Id ? 1 : told.Cell == cells[2].Id ? 2 : 3));
        Assert.StartsWith("the run's folder is not '", folder.ReasonOf(cells[2]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_group_that_can_not_be_recorded_is_trained()
    {
        var folder = Folder("sweep");
        // Writes a file with the name of the folder, so that the folder can't be created.
        File.WriteAllText(Path.Combine(folder.Path, "stacks"), "");
        Run(folder, folder.ReadCells());
        Assert.All(folder.ReadCells(), cell => Assert.Equal(CellStatus.Completed, folder.StatusOf(cell)));
    }

    [Fact]
    public void A_damaged_summary_is_a_failed_cell_and_the_others_are_run()
    {
        var folder = Folder("sweep");
        var cells = folder.ReadCells();
        Directory.CreateDirectory(folder.RunOf(cells[0]).Path);
        File.WriteAllText(folder.RunOf(cells[0]).Summary, "{");
        Run(folder, cells);
        Assert.Equal((cells[0].Id, CellStatus.Failed), _told[0]);
        Assert.All(cells.Skip(1), cell => Assert.Equal(CellStatus.Completed, folder.StatusOf(cell)));
    }

    [Fact]
    public void A_cell_that_diverges_or_stops_early_does_not_change_the_others()
    {
        // The first cell diverges immediately, the second cell stops early because it does not learn, and the third cell learns.
        const string keys = """
            "set": { "optimizer.momentum": 0.0, "training": { "steps": 40, "eval_every_steps": 2,
              "early_stopping": { "metric": "loss", "patience": 2 } } },
            "axes": [{ "key": "optimizer.lr", "values": [1e38, 0.0, 0.05] }, { "seeds": 1 }]
            """;
        var (apart, together) = (Folder("apart", keys), Folder("together", keys));
        foreach (var cell in apart.ReadCells())
            Runner(apart).Run(cell, isAnew: false, new SilentObserver(), CancellationToken.None);
        Run(together, together.ReadCells());
        Assert.Equal([CellStatus.Diverged, CellStatus.Completed, CellStatus.Completed],
            together.ReadCells().Select(together.StatusOf));
        var steps = together.ReadCells().Select(cell => RunSummary.Read(together.RunOf(cell).Summary).Progress.Step).ToList();
        Assert.True(steps[0] < steps[1] && steps[1] < steps[2], string.Join(", ", steps));
        Assert.Equal(ResultsOf(apart), ResultsOf(together));
    }

    [Fact]
    public void An_interrupted_group_resumes_with_the_results_of_separate_runs()
    {
        var (apart, together) = (Folder("apart"), Folder("together"));
        foreach (var cell in apart.ReadCells())
            Runner(apart).Run(cell, isAnew: false, new SilentObserver(), CancellationToken.None);
        using (var stop = new CancellationTokenSource())
            Runner(together).Run([.. together.ReadCells().Select(cell => new GroupedCell(cell, false, new StopAfter(2, stop)))],
                (_, _) => { }, stop.Token);
        Assert.Contains(CellStatus.Interrupted, together.ReadCells().Select(together.StatusOf));
        Run(together, together.ReadCells());
        Assert.Equal(ResultsOf(apart), ResultsOf(together));
    }

    [Fact]
    public void A_worker_takes_several_cells_in_one_order()
    {
        var folder = Folder("sweep");
        var cells = folder.ReadCells();
        using var coordinator = new StepwiseReader();
        using var output = new StringWriter();
        using var runner = Runner(folder);
        runner.Run(cells[1], isAnew: false, new SilentObserver(), CancellationToken.None);
        using var held = folder.Claim(cells[3]);
        using var loop = new WorkerLoop(runner, cells, output, CancellationToken.None);
        coordinator.Say($"{cells[0].Id} {cells[1].Id} anew no-such-cell {cells[2].Id} {cells[3].Id}");
        coordinator.EndWhen(() => cells.Take(3).All(cell => folder.StatusOf(cell) == CellStatus.Completed)
            && Messages(output).Count == 5);
        loop.Run(coordinator);
        Assert.Equal(
            [
                new WorkerMessage("failed", "no-such-cell"),
                new WorkerMessage("busy", cells[3].Id),
                new WorkerMessage("done", cells[0].Id, 4, "completed"),
                new WorkerMessage("done", cells[1].Id, 4, "completed"),
                new WorkerMessage("done", cells[2].Id, 4, "completed"),
            ], Messages(output));
        Assert.True(Directory.Exists(folder.RunOf(cells[1]).Path + ".previous-1"));
    }

    private static List<WorkerMessage> Messages(StringWriter output) =>
        [.. output.ToString().Split('\n').Select(line => WorkerMessage.Parse(line.TrimEnd('\r'))).OfType<WorkerMessage>()
            .Where(message => message.Kind != "step")];

    private void Run(SweepFolder folder, IReadOnlyList<CellRecord> cells)
    {
        _told.Clear();
        using var runner = Runner(folder);
        runner.Run([.. cells.Select(cell => new GroupedCell(cell, IsAnew: false, new SilentObserver()))],
            (cell, status) => _told.Add((cell.Id, status)), CancellationToken.None);
    }

    private static CellRunner Runner(SweepFolder folder) => new(folder, DataRoots.Default(null), "tests");

    private SweepFolder Folder(string name, string keys = """ "axes": [{ "key": "optimizer.lr", "values": [0.1, 0.2] }, { "seeds": 2 }] """)
    {
        var folder = SweepFolder.Of(_bench.Root, name);
        folder.Write(_bench.Plan(keys));
        return folder;
    }

    // Returns the measurements and the last weights of every cell, without fields that depend on the clock.
    private static List<string> ResultsOf(SweepFolder folder) =>
        [.. folder.ReadCells().SelectMany(cell => folder.RunOf(cell).ReadMetrics().Select(row =>
        {
            foreach (var field in MetricsRow.WallClockFields)
                row.Remove(field);
            return $"{cell.Id} {row.ToJsonString()}";
        }).Append(Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(
            File.ReadAllBytes(folder.RunOf(cell).Weights("last"))))))];
}
