namespace Experiments.Cli.Tests;

/// <summary>Tests that every launcher must pass, from the command line. Each launcher has a subclass.</summary>
public abstract class LauncherConformance : IDisposable
{
    // Number of updates of sweeps that the test does not disturb.
    private const int Few = 100;

    // Number of updates of a long run. A cell is then still training when a command starts after the first metrics, even on a busy machine.
    private const int Many = 3000;

    private readonly TemporaryFolder _folder = new();

    // Sweeps that are not disturbed give the same results with every launcher, so each runs only once.
    private static readonly Lazy<SortedDictionary<string, string>> s_undisturbed = new(() => RunUndisturbed(Few));
    private static readonly Lazy<SortedDictionary<string, string>> s_undisturbedLong = new(() => RunUndisturbed(Many));

    private bool _isLong;

    protected LauncherConformance() => Sweep = Write(_folder, Few);

    /// <summary>Arguments that choose the launcher and wait for all cells.</summary>
    protected abstract string[] Choose { get; }

    protected virtual Dictionary<string, string> Environment => [];

    protected string Sweep { get; }

    /// <summary>The sweep folder. The path contains a space and a percent sign, because real paths may contain these characters.</summary>
    protected string Toy => Path.Combine(Sweeps, "toy");

    private string Sweeps => Path.Combine(_folder.Path, "my 100% sweeps");

    /// <summary>Gives the cells so many updates that the test has time to disturb the cells.</summary>
    protected void MakeLong()
    {
        _isLong = true;
        Write(_folder, Many);
    }

    public void Dispose()
    {
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Asks a running sweep to stop, as a user does.</summary>
    protected abstract void Stop(Process sweep);

    protected virtual void SkipUnlessThere() => Skip.IfNot(OperatingSystem.IsLinux(), "processes are found through /proc");

    [SkippableFact]
    public void Every_cell_is_run_once_and_a_second_start_runs_none()
    {
        SkipUnlessThere();
        Assert.Equal(0, Start().ExitCode);
        Assert.Equal(4, Started().Count);
        var second = Start();
        Assert.Equal(0, second.ExitCode);
        Assert.Contains("nothing to run: 2 completed · 2 diverged of 4 cells", second.Output, StringComparison.Ordinal);
        Assert.All(Started(), events => Assert.Equal(1, events.Value));
        Assert.StartsWith("2 completed · 2 diverged of 4 cells\n", Status(), StringComparison.Ordinal);
    }

    [SkippableFact]
    public void A_cell_that_fails_is_recorded_and_the_others_are_run()
    {
        SkipUnlessThere();
        Assert.Equal(0, Start("--retry", "failed").ExitCode);
        var (broken, other) = (RunFolders()[0], RunFolders()[1]);
        Directory.Delete(broken, recursive: true);
        Directory.Delete(other, recursive: true);
        File.WriteAllText(broken, "where the run's folder should be");
        Assert.Equal(1, Start().ExitCode);
        Assert.True(File.Exists(Path.Combine(other, "summary.json")));
        Assert.Contains(" 1 failed of 4 cells", Status(), StringComparison.Ordinal);
        Assert.Contains(Path.GetFileName(broken), Status(), StringComparison.Ordinal);
        File.Delete(broken);
        Assert.Equal(0, Start().ExitCode);
        Assert.Equal(Undisturbed(), Results());
    }

    [SkippableFact]
    public void A_killed_process_fails_one_cell_and_the_next_start_resumes_it_to_the_last_digit()
    {
        SkipUnlessThere();
        MakeLong();
        using (var sweep = Begin())
        {
            Workers.Kill(WaitForWorker());
            Assert.Equal(1, End(sweep));
        }
        Assert.Contains(" 1 failed of 4 cells", Status(), StringComparison.Ordinal);
        Assert.Contains("signal 9", Status(), StringComparison.Ordinal);
        Assert.Equal(0, Start().ExitCode);
        Assert.Equal(Undisturbed(), Results());
    }

    [SkippableFact]
    public void Retried_cells_start_at_their_first_step_and_the_others_are_kept()
    {
        SkipUnlessThere();
        Assert.Equal(0, Start().ExitCode);
        var first = Started();
        Assert.Equal(0, Start("--retry", "diverged").ExitCode);
        Assert.Equal(2, Directory.GetDirectories(Path.Combine(Toy, "runs", "toy"), "*.previous-1").Length);
        Assert.Equal(first, Started());
        Assert.Equal(Undisturbed(), Results());
    }

    [SkippableFact]
    public void A_stopped_sweep_ends_its_runs_after_their_update_and_the_next_start_resumes_to_the_last_digit()
    {
        SkipUnlessThere();
        MakeLong();
        using (var sweep = Begin())
        {
            WaitForWorker();
            Stop(sweep);
            sweep.WaitForExit();
        }
        Assert.True(Waiting.Until(() => Workers.Of(Toy).Count == 0));
        Assert.Contains(RunFolders(), run => Summary(run)?["status"]!.GetValue<string>() == "interrupted");
        Assert.DoesNotContain("failed", Status(), StringComparison.Ordinal);
        Assert.Equal(0, Start().ExitCode);
        Assert.Equal(Undisturbed(), Results());
    }

    /// <summary>Starts the sweep and waits for all cells.</summary>
    internal Cli.Result Start(params string[] more) => Cli.Run(["sweep", Sweep, "--output", Sweeps, .. Choose, .. more], Environment);

    protected string Status()
    {
        var result = Cli.Run(["status", Toy], Environment);
        Assert.Equal(0, result.ExitCode);
        return result.Output;
    }

    /// <summary>Starts the sweep without waiting.</summary>
    protected Process Begin() => Cli.Start(["sweep", Sweep, "--output", Sweeps, .. Choose], Environment);

    /// <summary>Waits for a sweep's end and returns its exit code.</summary>
    protected static int End(Process process)
    {
        var reading = process.StandardError.ReadToEndAsync();
        process.StandardOutput.ReadToEnd();
        reading.Wait();
        process.WaitForExit();
        return process.ExitCode;
    }

    /// <summary>Waits until a cell trains and returns the process id of a worker.</summary>
    protected int WaitForWorker()
    {
        Assert.True(Waiting.Until(
            () => RunFolders().Any(run => File.Exists(Path.Combine(run, "metrics.jsonl"))) && Workers.Of(Toy).Count > 0));
        return Workers.Of(Toy)[0];
    }

    /// <summary>The final metrics of every cell by the name of its run folder, and the comparison.</summary>
    protected SortedDictionary<string, string> Results() => ResultsOf(Toy);

    /// <summary>The results of an undisturbed sweep by local workers.</summary>
    protected SortedDictionary<string, string> Undisturbed() => (_isLong ? s_undisturbedLong : s_undisturbed).Value;

    private static SortedDictionary<string, string> RunUndisturbed(int steps)
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(0, Cli.Run("sweep", Write(folder, steps), "--output", Path.Combine(folder.Path, "sweeps")).ExitCode);
        return ResultsOf(Path.Combine(folder.Path, "sweeps", "toy"));
    }

    /// <summary>Writes the base config of these tests.</summary>
    internal static void WriteBase(TemporaryFolder folder, int steps) =>
        folder.Write("base.json", $$"""
            {
              "name": "toy",
              "data": { "kind": "digits", "batch_size": 32 },
              "model": { "kind": "mlp", "hidden": [32, 32] },
              "optimizer": { "kind": "sgd", "lr": 0.1 },
              "training": { "steps": {{steps}}, "eval_every_steps": 20 },
              "device": "cpu"
            }
            """);

    private static string Write(TemporaryFolder folder, int steps)
    {
        WriteBase(folder, steps);
        // The second policy diverges. Divergence is a result, so a diverged run is repeated only on request.
        return folder.Write("toy.json", """
            {
              "base": "base.json",
              "axes": [{ "name": "policy", "patches": {
                "kaiming": { "init.weight": "kaiming_normal" },
                "huge": { "init.weight": { "scheme": "normal", "std": 1e30 } } } }, { "seeds": 2 }]
            }
            """);
    }

    private static SortedDictionary<string, string> ResultsOf(string sweep)
    {
        var compared = Cli.Run("compare", sweep);
        Assert.Equal(0, compared.ExitCode);
        return new(RunFolders(sweep).ToDictionary(run => Path.GetFileName(run),
            run => Summary(run)!["final"]!.ToJsonString())) { ["the comparison"] = compared.Output };
    }

    private List<string> RunFolders() => RunFolders(Toy);

    private static List<string> RunFolders(string sweep) =>
        !Directory.Exists(Path.Combine(sweep, "runs", "toy")) ? [] : [.. Directory.GetDirectories(Path.Combine(sweep, "runs", "toy"))
            .Where(run => !run.Contains(".previous-", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    private static JsonNode? Summary(string run) =>
        File.Exists(Path.Combine(run, "summary.json")) ? JsonNode.Parse(File.ReadAllText(Path.Combine(run, "summary.json"))) : null;

    // Counts the starts of each cell.
    private SortedDictionary<string, int> Started() => new(RunFolders()
        .ToDictionary(run => Path.GetFileName(run),
            run => File.ReadLines(Path.Combine(run, "events.jsonl"))
                .Count(line => line.Contains("\"started\"", StringComparison.Ordinal))));
}
