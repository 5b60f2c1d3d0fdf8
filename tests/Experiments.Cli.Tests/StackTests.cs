namespace Experiments.Cli.Tests;

/// <summary>Tests sweeps whose cells train together, from the command line.</summary>
[Trait("Category", "Slow")]
public sealed class StackTests : IDisposable
{
    private const int Many = 3000;

    private readonly TemporaryFolder _folder = new();

    private string Sweeps => Path.Combine(_folder.Path, "sweeps");

    private string Toy => Path.Combine(Sweeps, "toy");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_sweep_advises_stacking_where_it_pays_and_prints_its_groups()
    {
        var sweep = Write(steps: 10);
        Assert.Contains("8 cells could train together as one group of 8: add --stack auto (up to 1.5 times as fast "
                + "on one core).", Lines(Run(sweep, "--workers", "1", "--dry-run").Error), StringComparison.Ordinal);
        // Groups of two cells save little time, so the program does not recommend stacks.
        Assert.DoesNotContain("--stack", Run(sweep, "--workers", "4", "--dry-run").Error, StringComparison.Ordinal);

        var stacked = Run(sweep, "--workers", "2", "--stack", "auto");
        Assert.Equal(0, stacked.ExitCode);
        Assert.Contains("8 cells train together as 2 groups of 4.", Lines(stacked.Error), StringComparison.Ordinal);
        Assert.Equal(2, Directory.GetFiles(Path.Combine(Toy, "stacks")).Length);
        Assert.Contains("6 completed · 2 diverged of 8 cells", stacked.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_dry_run_measures_the_cells_of_a_group_together()
    {
        var result = Run(Write(steps: 10), "--workers", "1", "--stack", "8", "--dry-run");
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("ms per update of a cell (measured here, with the first 8 cells together).", Lines(result.Output),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("many")]
    [InlineData("2.5")]
    [InlineData("1000")]
    public void A_wrong_stack_size_gives_one_sentence(string size)
    {
        var result = Run(Write(steps: 10), "--stack", size);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains($"--stack is '{size}'; auto or a whole number from 2 to 256 is expected, or 1 to train each cell alone.",
            Lines(result.Error), StringComparison.Ordinal);
    }

    [Fact]
    public void Stack_1_overrides_the_sweep_file()
    {
        var sweep = Write(steps: 10);
        File.WriteAllText(sweep, File.ReadAllText(sweep).Replace("\"base\":", "\"stack\": 8, \"base\":", StringComparison.Ordinal));
        Assert.Contains("8 cells train together", Run(sweep, "--workers", "1", "--dry-run").Error, StringComparison.Ordinal);
        var alone = Run(sweep, "--workers", "1", "--stack", "1", "--dry-run");
        Assert.Equal(0, alone.ExitCode);
        Assert.DoesNotContain("train together", alone.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Tasks_of_one_cell_can_not_be_stacked()
    {
        var result = Run(Write(steps: 10), "--launcher", "slurm", "--stack", "8");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("--cells-per-task", result.Error, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void A_killed_worker_fails_each_cell_of_its_group_and_the_next_start_ends_as_without_stacks()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "processes are found through /proc");
        var sweep = Write(Many);
        using (var running = Cli.Start(["sweep", sweep, "--output", Sweeps, "--workers", "2", "--stack", "auto"], []))
        {
            Assert.True(Waiting.Until(() => Trained() >= 2 && Workers.Of(Toy).Count > 0));
            Workers.Kill(Workers.Of(Toy)[0]);
            var error = running.StandardError.ReadToEndAsync();
            running.StandardOutput.ReadToEnd();
            running.WaitForExit();
            Assert.Equal(1, running.ExitCode);
            Assert.Contains("The worker trained 4 cells together.", error.Result, StringComparison.Ordinal);
        }
        var failures = Directory.GetFiles(Path.Combine(Toy, "failures")).Length;
        Assert.InRange(failures, 1, 4);
        Assert.Contains($" {failures} failed of 8 cells", Cli.Run("status", Toy).Output, StringComparison.Ordinal);
        Assert.Equal(0, Run(sweep, "--workers", "2", "--stack", "auto").ExitCode);
        Assert.Equal(Alone(), Finals(Toy));
    }

    [SkippableFact]
    public void The_next_start_regroups_the_cells_of_a_killed_sweep_and_two_sweeps_run_no_cell_twice()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "processes are found through /proc");
        var sweep = Write(Many);
        using (var running = Cli.Start(["sweep", sweep, "--output", Sweeps, "--workers", "2", "--stack", "4"], []))
        {
            Assert.True(Waiting.Until(() => Trained() >= 2));
            running.Kill();
            running.WaitForExit();
        }
        Assert.True(Waiting.Until(() => Workers.Of(Toy).Count == 0));

        var starts = Enumerable.Range(0, 2)
            .Select(_ => Task.Run(() => Run(sweep, "--workers", "1", "--stack", "8"))).ToArray();
        Task.WaitAll(starts);
        Assert.All(starts, start => Assert.Equal(0, start.Result.ExitCode));
        Assert.All(starts, start => Assert.Contains("6 completed · 2 diverged of 8 cells", start.Result.Output, StringComparison.Ordinal));
        Assert.Equal(Alone(), Finals(Toy));
        // Each cell starts once before the kill and once in one of the two sweeps.
        Assert.All(Directory.GetFiles(Path.Combine(Toy, "runs"), "events.jsonl", SearchOption.AllDirectories),
            events => Assert.InRange(File.ReadLines(events).Count(line => line.Contains("\"started\"", StringComparison.Ordinal)), 1, 2));
    }

    private int Trained() => !Directory.Exists(Path.Combine(Toy, "runs"))
        ? 0
        : Directory.GetFiles(Path.Combine(Toy, "runs"), "metrics.jsonl", SearchOption.AllDirectories).Length;

    private Cli.Result Run(string sweep, params string[] more) => Cli.Run(["sweep", sweep, "--output", Sweeps, .. more]);

    private SortedDictionary<string, string> Alone()
    {
        var elsewhere = Path.Combine(_folder.Path, "alone");
        Assert.Equal(0, Cli.Run("sweep", Path.Combine(_folder.Path, "toy.json"), "--output", elsewhere).ExitCode);
        return Finals(Path.Combine(elsewhere, "toy"));
    }

    private static SortedDictionary<string, string> Finals(string sweep) =>
        new(Directory.GetDirectories(Path.Combine(sweep, "runs", "toy"))
            .Where(run => !run.Contains(".previous-", StringComparison.Ordinal)).ToDictionary(run => Path.GetFileName(run), run =>
                JsonNode.Parse(File.ReadAllText(Path.Combine(run, "summary.json")))!["final"]!.ToJsonString()));

    // Undoes the wrapping of messages, which depends on the width.
    private static string Lines(string text) => string.Join(' ', text.Split('\n').Select(line => line.Trim()));

    private string Write(int steps)
    {
        LauncherConformance.WriteBase(_folder, steps);
        return _folder.Write("toy.json", """
            {
              "base": "base.json",
              "axes": [{ "name": "policy", "patches": {
                "kaiming": { "init.weight": "kaiming_normal" },
                "huge": { "init.weight": { "scheme": "normal", "std": 1e30 } },
                "slow": { "optimizer.lr": 0.01 },
                "decayed": { "optimizer.weight_decay": 0.001 } } }, { "seeds": 2 }]
            }
            """);
    }
}
