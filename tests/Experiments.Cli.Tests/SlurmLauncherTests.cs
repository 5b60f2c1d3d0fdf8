namespace Experiments.Cli.Tests;

/// <summary>Tests array jobs on a real Slurm.</summary>
[Trait("Category", "Slow")]
public sealed class SlurmLauncherTests(SlurmCluster cluster) : LauncherConformance, IClassFixture<SlurmCluster>
{
    protected override string[] Choose => ["--launcher", "slurm", "--wait"];

    protected override Dictionary<string, string> Environment => cluster.Environment;

    protected override void SkipUnlessThere() => Skip.If(cluster.WhyNot is not null, cluster.WhyNot);

    protected override void Stop(Process sweep) =>
        Assert.Contains("cancelled job", Cli.Run(["cancel", Toy], Environment).Output, StringComparison.Ordinal);

    [SkippableFact]
    public void Cells_that_are_queued_are_not_submitted_again()
    {
        SkipUnlessThere();
        var output = Path.GetDirectoryName(Toy)!;
        var first = Cli.Run(["sweep", Sweep, "--output", output, "--launcher", "slurm", "--cells-per-task", "2"], Environment);
        Assert.Equal(0, first.ExitCode);
        Assert.Contains("(2 tasks)", first.Output, StringComparison.Ordinal);
        var second = Cli.Run(["sweep", Sweep, "--output", output, "--launcher", "slurm"], Environment);
        Assert.Equal(0, second.ExitCode);
        Assert.Single(Directory.GetDirectories(Path.Combine(Toy, "jobs")));
        Assert.Equal(0, Start().ExitCode);
        Assert.Single(Directory.GetDirectories(Path.Combine(Toy, "jobs")));
        Assert.Equal(Undisturbed(), Results());
        Assert.Equal("no job of this sweep is queued or running", Cli.Run(["cancel", Toy], Environment).Output.Trim());
    }

    [SkippableFact]
    public void Cells_that_end_while_a_sweep_is_submitted_are_not_submitted()
    {
        SkipUnlessThere();
        Assert.Equal(0, Start().ExitCode);
        var runs = Path.Combine(Toy, "runs");
        using var folder = new TemporaryFolder();
        Directory.Move(runs, Path.Combine(folder.Path, "ended"));
        // The launcher calls scontrol after it has planned the cells and before it submits them.
        var scontrol = folder.Write("scontrol", $"#!/bin/sh\nmkdir -p '{runs}' && cp -r '{folder.Path}/ended/.' '{runs}'\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(scontrol, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var path = new KeyValuePair<string, string>("PATH", $"{folder.Path}:{System.Environment.GetEnvironmentVariable("PATH")}");
        var second = Cli.Run(["sweep", Sweep, "--output", Path.GetDirectoryName(Toy)!, "--launcher", "slurm"], new([.. Environment, path]));
        Assert.Contains("nothing new", second.Output, StringComparison.Ordinal);
        Assert.Single(Directory.GetDirectories(Path.Combine(Toy, "jobs")));
        Assert.Equal(Undisturbed(), Results());
    }

    [SkippableFact]
    public void A_requeued_task_resumes_to_the_last_digit()
    {
        SkipUnlessThere();
        MakeLong();
        using (var sweep = Begin())
        {
            WaitForWorker();
            var job = JsonNode.Parse(File.ReadAllText(Path.Combine(Toy, "jobs", "1", "job.json")))!["job"]!.GetValue<string>();
            cluster.Run("scontrol", "requeue", $"{job}_0");
            // Slurm delays a requeued task by two minutes. The test starts this task immediately.
            Assert.True(Waiting.Until(
                () => cluster.Run("scontrol", "update", $"JobId={job}_0", "StartTime=now") is ""
                    && cluster.Run("scontrol", "show", "job", $"{job}_0") is var shown
                    && shown.Contains("Restarts=1", StringComparison.Ordinal)
                    && shown.Contains("JobState=RUNNING", StringComparison.Ordinal)));
            Assert.Equal(0, End(sweep));
        }
        Assert.Equal(Undisturbed(), Results());
    }

    [SkippableFact]
    public void An_error_of_Slurm_is_shown()
    {
        SkipUnlessThere();
        var result = Start("--partition", "nowhere");
        Assert.Equal(2, result.ExitCode);
        Assert.EndsWith("Batch job submission failed: Invalid partition name specified.", result.Error.Trim(), StringComparison.Ordinal);
    }
}
