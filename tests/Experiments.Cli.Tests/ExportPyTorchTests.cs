namespace Experiments.Cli.Tests;

/// <summary>Tests <c>export-pytorch</c> on the command line.</summary>
public sealed class ExportPyTorchTests(TrainedRuns runs) : IClassFixture<TrainedRuns>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Script => Path.Combine(_folder.Path, "script.py");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_run_is_written_with_its_seed()
    {
        var result = Export(runs.Train("configs/digits-softmax.json", "--set", "training.epochs=1", "--seed", "41"));

        Assert.Equal((0, $"{Script}\n", ""), result);
        Assert.Contains("SEED = 41", File.ReadAllText(Script).Split('\n'));
    }

    [Fact]
    public void Weights_are_written_beside_the_script()
    {
        var weights = Path.Combine(_folder.Path, "script.safetensors");

        var result = Export("configs/digits-mlp.json", "--set", "init.weight=\"lsuv\"");

        Assert.Equal((0, $"{weights} (initial weights, because of lsuv)\n{Script}\n", ""), result);
        using (TorchSharp.torch.NewDisposeScope())
            Assert.Contains("features.0.weight", Safetensors.Read(weights).Select(pair => pair.Key));
    }

    [Theory]
    [InlineData("--set", "training.epochs=2")]
    [InlineData("--seed", "2")]
    [InlineData("--device", "cpu")]
    public void The_keys_of_a_run_are_fixed(string option, string value)
    {
        var run = runs.Train("configs/digits-softmax.json", "--set", "training.epochs=1", "--seed", "41");

        Refused($"'{run}' is a run, whose keys are fixed. Leave out --set, --seed and --device, or export a config.",
            Export(run, option, value));
    }

    [Fact]
    public void A_run_whose_table_has_changed_is_refused()
    {
        var table = _folder.Write("table.csv", "x,y\n" + string.Concat(Enumerable.Range(0, 40).Select(i => $"{i % 7},{"ab"[i % 2]}\n")));
        var config = _folder.Write("table.json", $$"""
            { "name": "table", "data": { "kind": "csv", "path": {{System.Text.Json.JsonSerializer.Serialize(table)}}, "target": "y" },
              "model": { "kind": "softmax_regression" }, "training": { "epochs": 1 } }
            """);
        var run = runs.Train(config);
        Assert.Equal(0, Export(run).ExitCode);
        File.Delete(Script);
        File.AppendAllText(table, "3,a\n");

        var result = Export(run);

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.StartsWith($"The run in '{run}' was trained on '{table}' with the SHA-256 ", result.Error, StringComparison.Ordinal);
        Assert.Equal(0, Export(Path.Combine(run, "config.json")).ExitCode);
    }

    [Fact]
    public void A_folder_that_is_not_a_run_is_refused() =>
        Refused($"'{_folder.Path}' is not a run folder: it has no config.json.", Export(_folder.Path));

    [Theory]
    [InlineData(".py", "a script needs a name that ends in .py, such as 'script.py'.")]
    [InlineData("json.py", "Python would import this script instead of the module 'json'. Choose another name.")]
    public void A_name_that_Python_would_not_understand_is_refused(string name, string what)
    {
        var path = Path.Combine(_folder.Path, name);
        var result = Cli.Run("export-pytorch", "configs/digits-softmax.json", "--out", path);

        Refused($"--out '{path}': {what}", (result.ExitCode, result.Output, result.Error));
        Assert.False(File.Exists(path));
    }

    private void Refused(string message, (int ExitCode, string Output, string Error) result)
    {
        Assert.Equal((2, "", message), (result.ExitCode, result.Output, result.Error.Trim()));
        Assert.False(File.Exists(Script));
    }

    private (int ExitCode, string Output, string Error) Export(params string[] arguments)
    {
        var result = Cli.Run(["export-pytorch", .. arguments, "--out", Script]);
        return (result.ExitCode, result.Output.ReplaceLineEndings("\n"), result.Error);
    }
}
