namespace Experiments.Cli.Tests;

/// <summary>Tests the choice of the native library, in separate processes.</summary>
public sealed class TorchTests(FinishedSweep sweep) : IClassFixture<FinishedSweep>, IDisposable
{
    // Also hides other copies of TorchSharp's native library.
    private static readonly Dictionary<string, string> s_nowhere = new() { ["EXPERIMENTS_NATIVE"] = "/nonexistent",
        ["NUGET_PACKAGES"] = "/nonexistent", ["EXPERIMENTS_TORCH"] = "packages" };

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> VerbsWithoutTorch =>
        [.. CommandLine.Create().Subcommands.Select(verb => verb.Name).Where(verb => !CommandLine.UsesTorch(verb))];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("doctor")]
    [InlineData("run", "configs/digits-mlp.json")]
    [InlineData("sweep", "experiments/first-comparison/sweep.json")]
    public void A_missing_library_gives_one_sentence_and_exit_code_3(params string[] arguments)
    {
        var result = Cli.Run(arguments, s_nowhere);
        Assert.Equal(3, result.ExitCode);
        Assert.Equal("", result.Output);
        Assert.Equal($"TorchSharp's native library 'packages' (EXPERIMENTS_TORCH) is not set up: /nonexistent/packages/libLibTorchSharp.so "
            + $"is missing. Run './run.sh --torch packages doctor' in the project's folder.{Environment.NewLine}", result.Error);
    }

    [Fact]
    public void A_file_that_is_not_a_library_gives_one_sentence_and_exit_code_3()
    {
        foreach (var name in new[] { "c10", "torch_cpu", "torch", "LibTorchSharp" })
            _folder.Write($"packages/lib{name}.so", "no library");
        var result = Cli.Run(["doctor"], new(s_nowhere) { ["EXPERIMENTS_NATIVE"] = _folder.Path });
        Assert.Equal(3, result.ExitCode);
        Assert.StartsWith($"TorchSharp's native library 'packages' (EXPERIMENTS_TORCH) can't be loaded: {_folder.Path}/packages/libc10.so",
            result.Error, StringComparison.Ordinal);
        Assert.Single(result.Error.TrimEnd().Split('\n'));
    }

    [Theory]
    [MemberData(nameof(VerbsWithoutTorch))]
    public void A_command_without_tensors_works_without_the_library(string verb)
    {
        string[] arguments = verb switch
        {
            "list" => ["list", "activation"],
            "completion" => ["completion", "bash"],
            "schema" => ["schema"],
            "study" => ["study", "list"],
            "meanfield" => ["meanfield", "--activation", "tanh", "--sigma-w2", "1.7"],
            "show" => ["show", Path.GetDirectoryName(Directory.GetFiles(sweep.Path, "summary.json", SearchOption.AllDirectories)[0])!,
                "--out", Path.Combine(_folder.Path, "page.html")],
            "report" => ["report", sweep.Path, "--out", Path.Combine(_folder.Path, "report")],
            _ => [verb, sweep.Path],
        };
        var result = Cli.Run(arguments, s_nowhere);
        Assert.True(result.ExitCode == 0, result.Error);
        Assert.DoesNotContain("TorchSharp", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_records_the_library_and_its_workers_would_choose_the_same()
    {
        var result = Cli.Run("run", "configs/digits-softmax.json", "--set", "training.epochs=1", "--quiet", "--output", _folder.Path);
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        var file = Directory.GetFiles(_folder.Path, "environment.json", SearchOption.AllDirectories).Single();
        var engine = JsonNode.Parse(File.ReadAllText(file))!["engine"]!;
        Assert.Equal(TorchLibrary.Load().Choice.Word, (string)engine["name"]!);
        Assert.Equal(TorchLibrary.Load().Library, (string)engine["library"]!);
        Assert.Equal(OneDnn.IsOff ? "off" : "on", (string)engine["onednn"]!);
    }

    [Theory]
    [InlineData("doctor", "--torch", "libtorhc")]
    [InlineData("list", "activation", "--torch", "libtorhc")]
    public void Every_command_refuses_an_unknown_library(params string[] arguments)
    {
        var result = Cli.Run(arguments);
        Assert.Equal(2, result.ExitCode);
        Assert.Equal($"--torch is 'libtorhc' (did you mean 'libtorch'?); use packages or libtorch.{Environment.NewLine}",
            result.Error);
    }
}

/// <summary>A finished sweep of short runs, for commands that read a sweep.</summary>
public sealed class FinishedSweep : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public FinishedSweep()
    {
        var sweep = _folder.Write("tiny.json", $$"""
            { "base": "{{Cli.Root}}/configs/digits-softmax.json", "axes": [{ "name": "policy", "patches": { "zeros": { "init.weight": "zeros" }, "ones": { "init.weight": "ones" } } }, { "seeds": 2 }], "set": { "training.epochs": 1 } }
            """);
        var result = Cli.Run("sweep", sweep, "--output", System.IO.Path.Combine(_folder.Path, "sweeps"));
        Assert.True(result.ExitCode == 0, result.Error);
    }

    public string Path => System.IO.Path.Combine(_folder.Path, "sweeps", "tiny");

    public void Dispose() => _folder.Dispose();
}
