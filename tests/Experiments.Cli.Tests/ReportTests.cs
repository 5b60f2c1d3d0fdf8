using Experiments.Tests.Reports;

namespace Experiments.Cli.Tests;

public sealed class ReportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_report_is_in_the_sweep_folder_and_the_path_of_its_page_is_printed()
    {
        var sweep = new GeneratedRuns().Write(_folder.Path);
        var result = Cli.Run("report", sweep);
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Equal(Path.Combine(sweep, "report", "report.html"), result.Output.Trim());
        Assert.True(File.Exists(result.Output.Trim()));
        // The program does not read the report's folder as a run.
        Assert.Equal(0, Cli.Run("report", sweep).ExitCode);
        Assert.Equal(0, Cli.Run("compare", _folder.Path, "--by", "policy", "--metric", "test.accuracy").ExitCode);
    }

    [Fact]
    public void Each_table_of_the_terminal_names_its_unit()
    {
        var lines = Cli.Run("compare", new GeneratedRuns().Write(_folder.Path)).Output.Split('\n').Select(line => line.TrimEnd()).ToList();
        Assert.Equal("unit: seed, mean over 2 values of optimizer.lr",
            lines[lines.IndexOf("test.accuracy by policy, higher is better") + 1]);
        Assert.Contains("runs that diverged by policy; unit: run", lines);
        Assert.Contains("updates until validation.accuracy reaches 0.6; unit: run", lines);
    }

    [Fact]
    public void Runs_that_differ_in_another_key_are_pooled_only_when_asked()
    {
        var runs = Path.Combine(new GeneratedRuns().Write(_folder.Path), "runs");
        var refused = Cli.Run("compare", runs, "--by", "init.weight.std");
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("the runs differ in optimizer.lr (0.01, 0.1). Give --pool optimizer.lr", refused.Error, StringComparison.Ordinal);
        var pooled = Cli.Run("compare", runs, "--by", "init.weight.std", "--pool", "optimizer.lr");
        Assert.Equal(0, pooled.ExitCode);
        Assert.Contains("unit: seed, mean over 2 values of optimizer.lr", pooled.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tuned_key_has_two_views_in_the_terminal_and_in_the_report()
    {
        var sweep = new GeneratedRuns { Policies = ["a", "b"] }.Write(_folder.Path);
        var output = Cli.Run("compare", sweep, "--tune", "optimizer.lr").Output;
        Assert.Contains("test.accuracy by policy × optimizer.lr, higher is better", output, StringComparison.Ordinal);
        Assert.Contains("test.accuracy by policy at the best optimizer.lr, chosen on validation.accuracy", output,
            StringComparison.Ordinal);
        Assert.Contains("difference at the chosen values", output, StringComparison.Ordinal);
        Assert.Equal(0, Cli.Run("report", sweep, "--tune", "optimizer.lr").ExitCode);
        var lines = File.ReadAllLines(Path.Combine(sweep, "report", "tables", "test-accuracy-tuned.csv"));
        Assert.Equal("label,chosen,chosen_shares,seeds,selection_mean,mean,mean_low,mean_high,unit", lines[0]);
        Assert.StartsWith("b,0.01,", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Folder_metric_and_axis_can_be_chosen()
    {
        var sweep = new GeneratedRuns().Write(_folder.Path);
        var output = Path.Combine(_folder.Path, "out");
        Assert.Equal(0, Cli.Run("report", sweep, "--out", output, "--by", "optimizer.lr", "--metric", "test.loss", "--metric",
            "test.accuracy").ExitCode);
        Assert.Contains("test.loss by optimizer.lr (lower is better)", File.ReadAllText(Path.Combine(output, "report.md")),
            StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(output, "tables", "test-accuracy-summary.csv")));
        Assert.False(Directory.Exists(Path.Combine(sweep, "report")));
    }

    [Fact]
    public void A_wrong_request_for_a_report_gives_one_sentence()
    {
        var sweep = new GeneratedRuns().Write(_folder.Path);
        foreach (var (arguments, words) in new (string[], string)[]
        {
            (["--metric", "test.none"], "no run has this metric"), (["--metric", "none"], "SPLIT.METRIC"),
            (["--alpha", "2"], "--alpha is 2"), (["--out", Path.Combine(sweep, "cells.jsonl")], "can't be written"),
        })
        {
            var result = Cli.Run(["report", sweep, .. arguments]);
            Assert.Equal(2, result.ExitCode);
            Assert.Contains(words, result.Error, StringComparison.Ordinal);
        }
    }
}
