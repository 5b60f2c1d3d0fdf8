namespace Experiments.Cli.Tests;

/// <summary>Tests a sweep with on_non_finite 'ignore' in which every run of one policy ends with a loss of NaN.</summary>
[Trait("Category", "Slow")]
public sealed class IgnoredDivergenceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Its_runs_count_as_diverged_everywhere_even_if_an_earlier_version_recorded_them_as_completed()
    {
        Write("base.json", """
            { "name": "toy", "device": "cpu", "data": { "kind": "synthetic", "features": 4, "examples": 200, "classes": 3 },
              "model": { "kind": "mlp", "hidden": [8] }, "optimizer": { "kind": "sgd", "lr": 0.1 }, "training": { "epochs": 1 } }
            """);
        var file = Write("sweep.json", """
            { "name": "toy", "base": "base.json", "set": { "training.on_non_finite": "ignore" },
              "axes": [{ "name": "policy", "patches": { "fine": {}, "nan": { "optimizer.lr": 1e38 } } }, { "seeds": 3 }],
              "compare": { "by": "policy", "metrics": ["test.loss", "test.accuracy"] } }
            """);
        var sweep = Path.Combine(_folder.Path, "sweeps", "toy");

        var result = Cli.Run("sweep", file, "--output", Path.GetDirectoryName(sweep)!);

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("3 completed · 3 diverged of 6 cells", result.Output, StringComparison.Ordinal);
        // Wilson's interval for 3 diverged runs of 3 at 95 % is 3 / (3 + 1.96²) = 0.4385 to 1.
        Assert.Equal(2, result.Output.Split('\n').Count(line => line.StartsWith("  nan ", StringComparison.Ordinal)
            && line.Contains(" 3 (44–100 %) ", StringComparison.Ordinal)));
        Assert.Contains("Of the runs, 3 diverged.", File.ReadAllText(Path.Combine(sweep, "report", "methods.md")),
            StringComparison.Ordinal);
        Assert.Contains("3 completed · 3 diverged of 6 cells", Cli.Run("status", sweep).Output, StringComparison.Ordinal);

        var compared = Cli.Run("compare", sweep);
        foreach (var summary in Directory.GetFiles(sweep, "summary.json", SearchOption.AllDirectories))
        {
            var json = JsonNode.Parse(File.ReadAllText(summary))!;
            (json["status"], json["error"], json["non_finite"]) = ("completed", null, null);
            File.WriteAllText(summary, json.ToJsonString());
        }
        Assert.Equal((0, compared.Output), (compared.ExitCode, Cli.Run("compare", sweep).Output));
        var again = Cli.Run("sweep", file, "--output", Path.GetDirectoryName(sweep)!);
        Assert.Contains("nothing to run: 3 completed · 3 diverged of 6 cells", again.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_column_counts_completed_runs_without_a_value_if_there_are_any()
    {
        var sweep = new Experiments.Tests.Reports.GeneratedRuns { Policies = ["one", "other"], Rates = ["0.1"], Seeds = 2,
            HasDiverged = false }.Write(_folder.Path);
        Assert.DoesNotContain("no value", Cli.Run("compare", sweep).Output, StringComparison.Ordinal);
        var summary = Directory.GetFiles(sweep, "summary.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal).First();
        var json = JsonNode.Parse(File.ReadAllText(summary))!;
        json["final"]!["test"]!["accuracy"] = "NaN";
        File.WriteAllText(summary, json.ToJsonString());

        var result = Cli.Run("compare", sweep);

        Assert.Equal(0, result.ExitCode);
        Assert.Matches(@"runs +diverged +no value +mean", result.Output);
        Assert.Matches(@"\n  one +2 +0 +1 ", result.Output);
        Assert.Contains("1 run completed without a finite test.accuracy;", result.Output.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    private string Write(string name, string content)
    {
        var path = Path.Combine(_folder.Path, name);
        File.WriteAllText(path, content);
        return path;
    }
}
