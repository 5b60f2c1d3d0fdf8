namespace Experiments.Tests.Sweeps;

public sealed class EarlyWorkersTests : IDisposable
{
    private readonly SweepBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData("cpu", 1, null, 8)]
    [InlineData("cpu", 1, 3, 3)]
    [InlineData("cpu", 4, null, 4)]
    [InlineData("cuda", 1, null, 0)]
    public void As_many_start_as_the_sweep_needs_in_any_case(string device, int threads, int? workers, int expected)
    {
        var sweep = _bench.Read($$""" "set": { "device": "{{device}}", "threads": {{threads}} }, "axes": [{ "seeds": 10 }] """);
        Assert.Equal(expected, Count(sweep, workers, cores: 16));
    }

    [Fact]
    public void There_are_no_more_than_cells()
    {
        var sweep = _bench.Read(""" "set": { "device": "cpu" }, "axes": [{ "key": "optimizer.lr", "values": [0.1, 0.2] }] """);
        Assert.Equal(2, Count(sweep, null, cores: 16));
        Assert.Equal(2, Count(sweep, 7, cores: 1));
    }

    [Fact]
    public void Cells_that_are_over_need_none()
    {
        const string keys = """ "set": { "device": "cpu" }, "axes": [{ "key": "optimizer.lr", "values": [0.1, 0.2] }] """;
        var folder = SweepFolder.Of(_bench.Root, "sweep");
        folder.Write(_bench.Plan(keys));
        Assert.Equal(2, Count(_bench.Read(keys), null, cores: 16));
        using var runner = new CellRunner(folder, DataRoots.Default(null), "tests");
        foreach (var left in new[] { 1, 0 })
        {
            runner.Run(folder.ReadCells()[left], isAnew: false, new SilentObserver(), CancellationToken.None);
            Assert.Equal(left, Count(_bench.Read(keys), null, cores: 16));
        }
    }

    [Fact]
    public void The_warm_up_leaves_the_data_and_no_file()
    {
        var sweep = _bench.Read(""" "set": { "device": "cpu" }, "axes": [{ "seeds": 2 }] """);
        var first = First(sweep);
        var folder = Directory.CreateDirectory(Path.Combine(_bench.Root, "early")).FullName;
        File.WriteAllText(WarmUp.ConfigIn(folder), CanonicalJson.Serialize(first.Document));
        using var data = new KeptData();
        WarmUp.Run(folder, DataRoots.Default(null), data);

        Assert.Equal([WarmUp.ConfigIn(folder)], Directory.GetFileSystemEntries(folder));
        Assert.True(data.HasRead);
    }

    [Fact]
    public void A_warm_up_that_fails_is_silent()
    {
        using var data = new KeptData();
        WarmUp.Run(Path.Combine(_bench.Root, "nowhere"), [], data);
        Assert.False(data.HasRead);
    }

    private int Count(SweepFile sweep, int? workers, int cores) =>
        EarlyWorkers.Count(sweep, First(sweep), SweepFolder.Of(_bench.Root, "sweep"), workers, cores);

    private static ResolvedConfig First(SweepFile sweep) =>
        sweep.Layers.Resolve(Expansion.Of(sweep)[0].Values.SelectMany(value => value.Layers), new MistakeList())!;
}
