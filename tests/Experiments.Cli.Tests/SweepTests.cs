namespace Experiments.Cli.Tests;

[Trait("Category", "Slow")]
public sealed class SweepTests : IDisposable
{
    // A sweep that is not disturbed always gives the same results, so it runs only once.
    private static readonly Lazy<(SortedDictionary<string, string> Finals, string Table)> s_undisturbed = new(RunUndisturbed);

    private readonly TemporaryFolder _folder = new();

    public SweepTests() => Write(_folder);

    private string Sweeps => Path.Combine(_folder.Path, "sweeps");

    private string Toy => Path.Combine(Sweeps, "toy");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_sweep_runs_every_cell_and_a_second_one_nothing()
    {
        var first = Sweep();
        Assert.Equal(0, first.ExitCode);
        Assert.Contains("4 seeds and 1 pair: the smallest attainable Holm-corrected p is 0.125, above the level 0.05, so no difference can "
            + "be significant; use 6 seeds or more.", first.Error, StringComparison.Ordinal);
        Assert.Contains("8 completed of 8 cells", first.Output, StringComparison.Ordinal);
        Assert.Equal(8, Finals().Count);
        var written = Directory.GetFiles(Toy, "summary.json", SearchOption.AllDirectories).ToDictionary(file => file,
            File.GetLastWriteTimeUtc);
        var second = Sweep();
        Assert.Equal(0, second.ExitCode);
        Assert.Contains("nothing to run: 8 completed of 8 cells", second.Output, StringComparison.Ordinal);
        Assert.Equal(written, Directory.GetFiles(Toy, "summary.json", SearchOption.AllDirectories).ToDictionary(file => file,
            File.GetLastWriteTimeUtc));
    }

    [Fact]
    public void A_quiet_sweep_writes_the_same_files_and_prints_nothing()
    {
        var quiet = Sweep("--quiet");
        Assert.Equal((0, ""), (quiet.ExitCode, quiet.Output));
        var written = Files(Path.Combine(Toy, "report"));
        Assert.Contains("report.html", written);

        Directory.Delete(Path.Combine(Toy, "report"), recursive: true);
        Assert.Equal(0, Sweep().ExitCode);
        Assert.Equal(written, Files(Path.Combine(Toy, "report")));
    }

    private static IReadOnlyList<string> Files(string folder) =>
        [.. Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file)).Order()];

    [Fact]
    public void A_dry_run_prints_the_cells_and_an_estimate_and_leaves_nothing()
    {
        var result = Sweep("--dry-run");
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("kaiming", result.Output, StringComparison.Ordinal);
        Assert.Contains("8 cells to run, 3,200 updates: about 0:", result.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Sweeps));
    }

    [Theory]
    [InlineData("--retry", "failed,divergd",
        "--retry is 'failed,divergd', but must list states (failed, diverged, interrupted) separated by commas; did you mean 'diverged'?")]
    [InlineData("--workers", "0", "--workers is 0; a whole number of 1 or more is expected.")]
    public void A_wrong_option_gives_one_sentence(string option, string value, string expected)
    {
        var result = Sweep(option, value);
        Assert.Equal(2, result.ExitCode);
        Assert.Equal(expected, result.Error.Trim());
    }

    [SkippableFact]
    public void A_sweep_that_is_refused_leaves_no_worker()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "processes are found through /proc");
        // The config is valid. Planning finds the missing file after the workers have started.
        File.WriteAllText(Path.Combine(_folder.Path, "toy.json"), """
            { "base": "base.json", "set": { "data": { "kind": "csv", "path": "/nowhere/prices.csv", "target": "price" } },
              "axes": [{ "seeds": 4 }] }
            """);
        using var sweep = Start();
        var wasStarted = false;
        Assert.True(Waiting.Until(() => (wasStarted = Workers.Of(Toy).Count > 0) || sweep.HasExited));
        Assert.NotEqual(0, End(sweep, out _, out var error));
        Assert.Contains("prices.csv", error, StringComparison.Ordinal);
        Assert.True(wasStarted);
        Assert.Empty(Workers.Of(Toy));
        Assert.False(Directory.Exists(Toy));
    }

    [SkippableFact]
    public void A_sweep_runs_without_a_temporary_folder()
    {
        Skip.If(OperatingSystem.IsWindows(), "the folder is named by TMPDIR");
        var result = Cli.RunProcess(["sweep", Path.Combine(_folder.Path, "toy.json"), "--output", Sweeps, "--workers", "2"],
            new() { ["TMPDIR"] = "/nowhere" });
        Assert.True(result.ExitCode == 0, result.Error);
        Assert.Contains("8 completed of 8 cells", result.Output, StringComparison.Ordinal);
    }

    // Without this check, TorchSharp would look for its own native library and fail with another error.
    [Fact]
    public void A_sweep_file_is_read_before_the_native_library_is_loaded()
    {
        var result = Cli.RunProcess(["sweep", Path.Combine(_folder.Path, "toy.json"), "--output", Sweeps],
            new() { ["EXPERIMENTS_NATIVE"] = _folder.Path });
        Assert.Equal(3, result.ExitCode);
        Assert.Contains(" is not set up: ", Assert.Single(result.Error.Trim().Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public void An_early_worker_that_is_not_needed_ends_and_says_nothing()
    {
        var early = Cli.RunProcess(["worker", Toy, "--early", _folder.Path], []);
        Assert.Equal((0, "", ""), (early.ExitCode, early.Output, early.Error));
    }

    [SkippableFact]
    public void A_killed_worker_fails_one_cell_and_the_sweep_continues()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "processes are found through /proc");
        using var sweep = Start();
        Workers.Kill(WaitForWorkers(1)[0]);
        Assert.Equal(1, End(sweep, out var output, out var error));
        Assert.Contains("1 failed of 8 cells", output, StringComparison.Ordinal);
        Assert.Contains("The worker was killed (signal 9), perhaps because memory ran out.", error, StringComparison.Ordinal);
        Assert.Single(Directory.GetFiles(Path.Combine(Toy, "failures")));
        Assert.Equal(0, Sweep().ExitCode);
        Assert.Equal(Undisturbed(), Finals());
    }

    [SkippableFact]
    public void The_workers_of_a_killed_coordinator_stop_and_the_next_sweep_resumes()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "processes are found through /proc");
        using var sweep = Start();
        var workers = WaitForWorkers(2);
        sweep.Kill();
        sweep.WaitForExit();
        Assert.True(Waiting.Until(() => workers.All(worker => !Directory.Exists($"/proc/{worker}"))));
        Assert.Equal(0, Sweep().ExitCode);
        Assert.Equal(Undisturbed(), Finals());
    }

    [SkippableFact]
    public void Ctrl_C_stops_all_workers_and_the_next_sweep_resumes()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "signals are sent by kill");
        using var sweep = Start();
        WaitForWorkers(2);
        using (var kill = Process.Start("kill", ["-INT", sweep.Id.ToString(CultureInfo.InvariantCulture)]))
            kill.WaitForExit();
        Assert.Equal(130, End(sweep, out var output, out _));
        Assert.Contains("interrupted", output, StringComparison.Ordinal);
        Assert.Matches(@"\nto resume: experiments sweep \S+.*\n$", output.ReplaceLineEndings("\n"));
        Assert.Empty(Workers.Of(Toy));
        Assert.Equal(0, Sweep().ExitCode);
        Assert.Equal(Undisturbed(), Finals());
    }

    [Fact]
    public void Two_sweeps_on_one_folder_run_no_cell_twice()
    {
        using var one = Start();
        using var other = Start();
        Assert.Equal(0, End(one, out _, out _));
        Assert.Equal(0, End(other, out _, out _));
        var events = Directory.GetFiles(Toy, "events.jsonl", SearchOption.AllDirectories);
        Assert.Equal(8, events.Length);
        Assert.All(events, file => Assert.Single(File.ReadLines(file), line => line.Contains("\"started\"", StringComparison.Ordinal)));
        Assert.Equal(Undisturbed(), Finals());
    }

    [SkippableFact]
    public void A_sweep_killed_at_random_moments_ends_with_each_cell_once()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "processes are found through /proc");
        // Number of kills. By default, each kind of kill happens once; the environment variable allows a longer search.
        var kills = int.Parse(Environment.GetEnvironmentVariable("EXPERIMENTS_KILLS") ?? "3", CultureInfo.InvariantCulture);
        var random = new Random(1);
        var met = 0;
        for (var i = 0; i < kills; i++)
        {
            using var sweep = Start();
            // Kills a process only after the workers have started, because before that no work can be lost.
            WaitForWorkers(1, orEnd: sweep);
            Thread.Sleep(random.Next(50, 400));
            met += sweep.HasExited ? 0 : 1;
            var workers = Workers.Of(Toy).Take(1).ToList();
            // Kill the coordinator, a worker, or both.
            foreach (var victim in (i % 3) switch { 0 => [sweep.Id], 1 => workers, _ => [.. workers, sweep.Id] })
                Workers.Kill(victim);
            End(sweep, out _, out _);
        }

        Assert.True(met > 0, "no kill met a sweep that was still running");
        Assert.Equal(0, Sweep().ExitCode);
        Assert.Equal(Undisturbed(), Finals());
        Assert.Equal(s_undisturbed.Value.Table, Table(Toy));
    }

    private static string Table(string sweep) => Cli.Run("compare", sweep, "--metric", "test.accuracy", "--metric", "test.loss").Output;

    private Cli.Result Sweep(params string[] more) =>
        Cli.Run(["sweep", Path.Combine(_folder.Path, "toy.json"), "--output", Sweeps,
            .. more.Contains("--workers") ? [] : new[] { "--workers", "2" }, .. more]);

    private Process Start() => Cli.Start(["sweep", Path.Combine(_folder.Path, "toy.json"), "--output", Sweeps, "--workers", "2"], []);

    private static int End(Process process, out string output, out string error)
    {
        var reading = process.StandardError.ReadToEndAsync();
        output = process.StandardOutput.ReadToEnd();
        error = reading.Result;
        process.WaitForExit();
        return process.ExitCode;
    }

    // The final metrics of every cell in an undisturbed sweep, by the name of its run folder.
    private static SortedDictionary<string, string> Undisturbed() => s_undisturbed.Value.Finals;

    private static (SortedDictionary<string, string> Finals, string Table) RunUndisturbed()
    {
        using var folder = new TemporaryFolder();
        var output = Path.Combine(folder.Path, "undisturbed");
        Assert.Equal(0, Cli.Run("sweep", Write(folder), "--output", output).ExitCode);
        return (Finals(Path.Combine(output, "toy")), Table(Path.Combine(output, "toy")));
    }

    private static string Write(TemporaryFolder folder)
    {
        folder.Write("base.json", """
            {
              "name": "toy",
              "data": { "kind": "digits", "batch_size": 32 },
              "model": { "kind": "mlp", "hidden": [32, 32] },
              "optimizer": { "kind": "sgd", "lr": 0.1 },
              "training": { "steps": 400, "eval_every_steps": 20 }
            }
            """);
        return folder.Write("toy.json", """
            {
              "base": "base.json",
              "axes": [{ "name": "policy", "patches": { "kaiming": { "init.weight": "kaiming_normal" }, "zeros": { "init.weight": "zeros" } } }, { "seeds": 4 }]
            }
            """);
    }

    private SortedDictionary<string, string> Finals() => Finals(Toy);

    private static SortedDictionary<string, string> Finals(string sweep) =>
        new(Directory.GetFiles(Path.Combine(sweep, "runs"), "summary.json", SearchOption.AllDirectories)
            .Where(file => !file.Contains(".previous-", StringComparison.Ordinal))
            .ToDictionary(file => Path.GetFileName(Path.GetDirectoryName(file)!),
                file => JsonNode.Parse(File.ReadAllText(file))!["final"]!.ToJsonString()));

    private List<int> WaitForWorkers(int count, Process? orEnd = null)
    {
        var found = new List<int>();
        Assert.True(Waiting.Until(() => (found = Workers.Of(Toy)).Count >= count && Directory.Exists(Path.Combine(Toy, "runs", "toy"))
            || orEnd is { HasExited: true }));
        return found;
    }
}
