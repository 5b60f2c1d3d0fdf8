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
            SlurmJob.Create(folder, [["a", "b"], [$"c{i}"]]).WriteId($"{100 + i}");
        Assert.Equal(Enumerable.Range(100, 11).Select(id => $"{id}"), SlurmJob.Of(folder).Select(job => job.Id));
        Assert.Equal([["a", "b"], ["c10"]], SlurmJob.Read(folder, 11).Tasks);
        Assert.EndsWith("has no job 12.", Assert.Throws<InputException>(() => SlurmJob.Read(folder, 12)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_job_whose_submission_was_cut_short_has_no_id() =>
        Assert.Null(SlurmJob.Create(SweepFolder.Of(_bench.Root, "sweep"), [["a"]]).Id);
}
