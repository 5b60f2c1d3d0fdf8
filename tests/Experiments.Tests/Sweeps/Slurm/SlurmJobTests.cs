namespace Experiments.Tests.Sweeps.Slurm;

public sealed class SlurmJobTests : IDisposable
{
    private readonly SweepBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Jobs_come_back_in_the_order_in_which_they_were_submitted()
    {
        var folder = SweepFolder.Of(_bench.Root, "sweep");
        Assert.Empty(SlurmJob.Of(folder));
        for (var i = 0; i < 11; i++)
            SlurmJob.Create(folder, [[Alone(1), Alone(2)], [Alone(100 + i)]]).WriteId($"{100 + i}");
        Assert.Equal(Enumerable.Range(100, 11).Select(id => $"{id}"), SlurmJob.Of(folder).Select(job => job.Id));
        Assert.Equal([[Cell(1).Id, Cell(2).Id], [Cell(110).Id]], SlurmJob.Read(folder, 11).Tasks);
        Assert.EndsWith("has no job 12.", Assert.Throws<InputException>(() => SlurmJob.Read(folder, 12)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_job_whose_submission_was_cut_short_has_no_id() =>
        Assert.Null(SlurmJob.Create(SweepFolder.Of(_bench.Root, "sweep"), [[Alone(1)]]).Id);

    [Fact]
    public void A_task_keeps_its_groups_without_cells_that_no_longer_belong()
    {
        var folder = SweepFolder.Of(_bench.Root, "sweep");
        SlurmJob.Create(folder, [[new CellGroup([Cell(1), Cell(2), Cell(3)]), Alone(4)], [Alone(5), Alone(6)]]);
        var job = SlurmJob.Read(folder, 1);
        var cells = new[] { 1, 3, 4, 5, 6 }.Select(Cell).ToDictionary(cell => cell.Id);

        Assert.Equal([[1L, 3], [4]], job.GroupsOf(0, cells).Select(group => group.Cells.Select(cell => cell.Seed).ToArray()));
        Assert.Equal([[5L], [6]], job.GroupsOf(1, cells).Select(group => group.Cells.Select(cell => cell.Seed).ToArray()));
        Assert.DoesNotContain("groups", File.ReadAllLines(Path.Combine(job.Path, "tasks.jsonl"))[1], StringComparison.Ordinal);
    }

    private static CellGroup Alone(int seed) => new([Cell(seed)]);

    private static CellRecord Cell(int seed) =>
        new(seed, "toy", new string('0', 64), seed, 1, "cpu", 10, new Dictionary<string, string>());
}
