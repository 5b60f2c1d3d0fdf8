namespace Experiments.Tests.Export;

/// <summary>Compares runs with values that are not finite with their exported scripts.</summary>
public sealed class DivergingExportTests(ExportFixture fixture) : IClassFixture<ExportFixture>
{
    [SkippableTheory]
    [InlineData("gradient", 1e6, "stop", 1000)]
    [InlineData("evaluation", 1e30, "stop", 1)]
    [InlineData("ignored", 1e30, "ignore", 10)]
    public void A_run_that_diverges_stops_in_the_place_of_its_script(string place, double rate, string onNonFinite, int interval)
    {
        var config = Config("""{ "kind": "digits", "batch_size": 64, "limit": 500 }""", rate);
        config["training"]!["on_non_finite"] = onNonFinite;
        config["training"]!["eval_every_steps"] = interval;

        var (run, difference) = Compare(config);

        Assert.Null(difference);
        Assert.Equal(RunStatus.Diverged, run.Status);
        Assert.Equal(place is "evaluation" or "ignored", run.NonFinite!.Found == "evaluation");
        Assert.Equal(place == "ignored" ? ExportFixture.Steps : run.NonFinite.Step, run.NonFinite.Step);
        if (place == "ignored")
            Assert.Contains(RunFolder.Open(run.Folder).ReadMetrics(), row => row["loss"]!.ToString() == "NaN");
    }

    [SkippableFact]
    public void Finite_gradients_whose_norm_overflows_stop_neither_run_nor_script()
    {
        // Gradients of 1e23 and more are finite in float32, but the sum of their squares is not.
        fixture.Write("huge.csv", Encoding.UTF8.GetBytes("x,y\n" + string.Concat(Enumerable.Range(1, 60)
            .Select(i => string.Create(CultureInfo.InvariantCulture, $"{i}000000,{i}00000000000000000\n")))));
        var config = Config($$"""
            { "kind": "csv", "path": {{JsonSerializer.Serialize(fixture.File("huge.csv"))}}, "target": "y", "task": "regression",
              "standardize": false, "batch_size": 20 }
            """, 1e-30);
        config["model"] = new JsonObject { ["kind"] = "softmax_regression" };

        var (run, difference) = Compare(config);

        Assert.Null(difference);
        Assert.Equal(RunStatus.Completed, run.Status);
        Assert.Contains(File.ReadLines(RunFolder.Open(run.Folder).Updates),
            line => line.Contains("\"Infinity\"", StringComparison.Ordinal));
    }

    private (RunSummary Run, string? Difference) Compare(JsonObject config)
    {
        Skip.If(!PyTorch.SharesLibtorch(), "PyTorch uses another libtorch than this process");
        return fixture.Compare(config);
    }

    private static JsonObject Config(string data, double rate)
    {
        var config = ExportFixture.Small(data);
        config["optimizer"] = new JsonObject { ["kind"] = "sgd", ["lr"] = rate };
        return config;
    }
}
