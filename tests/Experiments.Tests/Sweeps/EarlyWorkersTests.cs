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
    public void As_many_workers_start_as_the_sweep_certainly_needs(string device, int threads, int? workers, int expected)
    {
        var sweep = _bench.Read($$""" "set": { "device": "{{device}}", "threads": {{threads}} }, "axes": [{ "seeds": 10 }] """);
        Assert.Equal(expected, Count(sweep, workers, cores: 16));
    }

    [Fact]
    public void There_are_no_more_workers_than_cells()
    {
        var sweep = _bench.Read(""" "set": { "device": "cpu" }, "axes": [{ "key": "optimizer.lr", "values": [0.1, 0.2] }] """);
        Assert.Equal(2, Count(sweep, null, cores: 16));
        Assert.Equal(2, Count(sweep, 7, cores: 1));
    }

    [Fact]
    public void Finished_cells_need_no_worker()
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

    [Theory]
    [InlineData("""{ "name": "study", "base": 3 }""", "study")]
    [InlineData("""{ /* no name */ "axes": [], }""", "file")]
    [InlineData("""{ "name": 3 }""", null)]
    [InlineData("""{ "name": "../a" }""", null)]
    [InlineData("""{ "name": "a\u0000" }""", null)]
    [InlineData("""[]""", null)]
    [InlineData("""{""", null)]
    [InlineData("", null)]
    public void A_sweep_has_a_name_before_it_is_checked(string json, string? name)
    {
        var path = Path.Combine(_bench.Root, "file.json");
        File.WriteAllText(path, json);
        Assert.Equal(name, SweepReader.NameIn(path));
    }

    [Fact]
    public void A_sweep_that_can_not_be_read_has_no_name_yet()
    {
        Assert.Null(SweepReader.NameIn(Path.Combine(_bench.Root, "missing.json")));
        Assert.Null(SweepReader.NameIn(_bench.Root));
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

    [Fact]
    public void A_worker_that_can_not_be_started_is_left_to_the_launcher() => Assert.Null(Start(new WorkerCommand("/no/such/program", [])));

    [SkippableFact]
    public void A_worker_is_taken_only_for_its_number_of_threads_and_is_told_to_begin()
    {
        using var early = Started("while read line; do echo \"$line\" >> \"$1.told\"; done");
        Assert.Null(early.Take(threads: 2));
        for (var worker = 0; worker < 2; worker++)
        {
            // The worker ends when its input ends. Before that, the worker has read the order.
            using var taken = early.Take(threads: 1);
            Assert.NotNull(taken);
        }
        Assert.Null(early.Take(threads: 1));
        Assert.Equal([WarmUp.Begin, WarmUp.Begin, WarmUp.Ready, WarmUp.Ready],
            File.ReadAllLines(Path.Combine(_bench.Root, "sweep.told")).Order(StringComparer.Ordinal));
    }

    [SkippableTheory]
    [InlineData(8, true)]
    [InlineData(2, false)]
    public void Once_the_sweep_is_read_as_many_are_there_as_it_needs(int workers, bool isNamed)
    {
        Skip.If(OperatingSystem.IsWindows(), "needs a POSIX shell");
        using var early = Start(new WorkerCommand("/bin/sh", ["-c", "while read line; do :; done"]), workers, isNamed)!;
        var left = 0;
        for (; early.Take(threads: 1) is { } worker; left++)
            worker.Dispose();
        Assert.Equal(2, left);
    }

    [SkippableFact]
    public void A_worker_that_has_died_is_not_taken()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "processes are found through /proc");
        using var early = Started("echo $$ >> \"$1.$$\"");
        string[] files = [];
        Assert.True(SpinWait.SpinUntil(() => (files = Directory.GetFiles(_bench.Root, "sweep.*").Where(file => !file.EndsWith(".json",
            StringComparison.Ordinal)).ToArray()).Length == 2, TimeSpan.FromMinutes(1)));
        Assert.True(SpinWait.SpinUntil(() => !files.Any(file => Directory.Exists($"/proc{Path.GetExtension(file).Replace('.', '/')}")),
            TimeSpan.FromMinutes(1)));
        Assert.Null(early.Take(threads: 1));
    }

    [SkippableTheory]
    [InlineData(8, 1, 1, 1)]
    [InlineData(1, 2, 1, 1)]
    [InlineData(8, 8, 1, 2)]
    [InlineData(8, 8, 2, 0)]
    [InlineData(0, 8, 1, 0)]
    public void As_many_workers_are_kept_as_the_cells_can_use(int most, int cells, int threads, int expected)
    {
        using var early = Started("while read line; do :; done");
        early.Keep(most, Enumerable.Repeat(
            new CellRecord(0, "a", new string('0', 64), 0, threads, "cpu", 1, new Dictionary<string, string>()), cells));
        var left = 0;
        for (; early.Take(threads: 1) is { } worker; left++)
            worker.Dispose();
        Assert.Equal(expected, left);
    }

    // Starts two workers that run a shell command.
    private EarlyWorkers Started(string script)
    {
        Skip.If(OperatingSystem.IsWindows(), "needs a POSIX shell");
        return Start(new WorkerCommand("/bin/sh", ["-c", script]))!;
    }

    private EarlyWorkers? Start(WorkerCommand command, int workers = 2, bool isNamed = true)
    {
        var folder = SweepFolder.Of(_bench.Root, "sweep");
        var early = EarlyWorkers.Start(isNamed ? folder.Path : null, command, dataRoot: null, workers,
            Experiments.Native.TorchLibrary.Choose(null));
        early?.Prepare(_bench.Read(""" "set": { "device": "cpu", "threads": 1 }, "axes": [{ "seeds": 2 }] """), folder);
        return early;
    }

    private int Count(SweepFile sweep, int? workers, int cores)
    {
        var (first, cells) = EarlyWorkers.FirstConfig(sweep)!.Value;
        return EarlyWorkers.Count(cells, first, SweepFolder.Of(_bench.Root, "sweep"), workers, cores);
    }

    private static ResolvedConfig First(SweepFile sweep) =>
        sweep.Layers.Resolve(Expansion.Of(sweep)[0].Values.SelectMany(value => value.Layers), new MistakeList())!;
}
