namespace Experiments.Cli.Tests;

public sealed class RunTests : IDisposable
{
    private static readonly string[] s_wallClock = ["wall_time_s", "examples_per_second"];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_digits_mlp_reaches_96_percent_on_the_test_split()
    {
        var result = Run("configs/digits-mlp.json");
        Assert.Equal(0, result.ExitCode);
        var summary = Summary("digits-mlp");
        Assert.Equal("completed", (string)summary["status"]!);
        Assert.InRange((double)summary["final"]!["test"]!["accuracy"]!, 0.96, 1);
    }

    [Fact]
    public void The_same_config_twice_gives_the_same_metrics_and_another_seed_gives_others()
    {
        string Metrics(string output, params string[] more)
        {
            var result = Cli.Run(["run", "configs/digits-softmax.json", "--set", "training.epochs=2", "--output",
                Path.Combine(_folder.Path, output), .. more]);
            Assert.Equal(0, result.ExitCode);
            var file = Directory.GetFiles(Path.Combine(_folder.Path, output), "metrics.jsonl", SearchOption.AllDirectories).Single();
            return string.Join('\n', File.ReadLines(file).Select(WithoutClock));
        }

        var first = Metrics("a");
        Assert.Equal(first, Metrics("b"));
        Assert.NotEqual(first, Metrics("c", "--seed", "1"));
    }

    [Fact]
    public void A_second_run_of_the_same_plan_keeps_the_first_one_readable()
    {
        Run("configs/digits-softmax.json", "--set", "training.epochs=1");
        Run("configs/digits-softmax.json", "--set", "training.epochs=1");
        var files = Directory.GetFiles(_folder.Path, "metrics.jsonl", SearchOption.AllDirectories);
        Assert.Equal(2, files.Length);
        Assert.Equal(File.ReadLines(files[0]).Select(WithoutClock), File.ReadLines(files[1]).Select(WithoutClock));
    }

    [Fact]
    public void Quiet_prints_nothing()
    {
        var result = Run("configs/digits-softmax.json", "--set", "training.epochs=1", "--quiet");
        Assert.Equal((0, "", ""), (result.ExitCode, result.Output, result.Error));
    }

    [Fact]
    public void Without_a_terminal_progress_is_plain_lines()
    {
        var result = Run("configs/digits-softmax.json", "--set", "training.epochs=1");
        Assert.DoesNotContain('\u001b', result.Error);
        Assert.Contains("validation", result.Error, StringComparison.Ordinal);
        Assert.Contains("completed after", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_learning_rate_that_explodes_ends_as_diverged_with_exit_code_4_and_names_step_and_layer()
    {
        var result = Run("configs/digits-mlp.json", "--set", "optimizer.lr=1e30", "--set", "schedule={\"kind\":\"constant\"}");
        Assert.Equal(4, result.ExitCode);
        Assert.Matches("step [0-9]+", result.Error);
        Assert.Matches("(features|classifier)\\.[0-9]", result.Error);
        Assert.Equal("diverged", (string)Summary("digits-mlp")["status"]!);
    }

    [Fact]
    public void Missing_CUDA_gives_exit_code_3_and_names_what_to_install()
    {
        var result = Run("configs/digits-softmax.json", "--device", "cuda:7");
        Assert.Equal(3, result.ExitCode);
        Assert.Contains("cuda:7", result.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void A_missing_data_set_gives_exit_code_3_and_names_the_place_for_its_files()
    {
        var nothing = Directory.CreateDirectory(Path.Combine(_folder.Path, "nothing")).FullName;
        var result = Cli.Run(["run", "configs/mnist-mlp.json", "--output", _folder.Path, "--data", nothing],
            new() { ["EXPERIMENTS_DATA"] = nothing, ["XDG_CACHE_HOME"] = nothing });
        Assert.Equal(3, result.ExitCode);
        Assert.Contains("train-images-idx3-ubyte", result.Error, StringComparison.Ordinal);
        Assert.Single(result.Error.TrimEnd().Split('\n'));
    }

    [Fact]
    public void All_mistakes_of_a_config_are_reported_and_nothing_starts()
    {
        var config = _folder.Write("bad.json", """
            { "name": "bad", "data": { "kind": "digits", "batchsize": 8 }, "model": { "kind": "mpl" }, "optimizer": { "kind": "sgd", "lr": "0.1" } }
            """);
        var result = Cli.Run("run", config, "--output", Path.Combine(_folder.Path, "runs"));
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("batch_size", result.Error, StringComparison.Ordinal);
        Assert.Contains("mlp", result.Error, StringComparison.Ordinal);
        Assert.Contains("optimizer.lr", result.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_folder.Path, "runs")));
    }

    [SkippableTheory]
    [InlineData("2>/dev/full")]
    [InlineData(">/dev/full")]
    [InlineData("<&- >&- 2>&-")]
    public void A_closed_console_does_not_end_the_run(string redirection)
    {
        Skip.If(OperatingSystem.IsWindows(), "The redirection is a shell's.");
        var command = $"{Cli.ShellCommand} run configs/digits-softmax.json --set training.epochs=1 --output '{_folder.Path}' {redirection}";
        using var shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", command]) { WorkingDirectory = Cli.Root })!;
        shell.WaitForExit();
        Assert.Equal(0, shell.ExitCode);
        Assert.Equal("completed", (string)Summary("digits-softmax")["status"]!);
    }

    [SkippableTheory]
    [InlineData("INT")]
    [InlineData("TERM")]
    [InlineData("HUP")]
    public void Signals_finish_the_step_record_an_interruption_and_exit_with_130(string signal)
    {
        Skip.If(OperatingSystem.IsWindows(), "A signal is sent with kill.");
        string[] arguments = ["run", "configs/digits-mlp.json", "--set", "training.epochs=100000", "--set", "model.hidden=[8]", "--output",
            _folder.Path];
        using var process = Cli.Start(arguments, new() { ["EXPERIMENTS_COMMAND"] = "./run.sh" });
        WaitForMetrics();
        // Uses the shell's built-in command kill, because a minimal system has no program named kill.
        Process.Start("/bin/sh", ["-c", $"kill -{signal} {process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)}"])!
            .WaitForExit();
        Assert.True(process.WaitForExit(30_000));
        Assert.Equal(130, process.ExitCode);
        Assert.Equal("interrupted", (string)Summary("digits-mlp")["status"]!);
        Assert.EndsWith("to resume: ./run.sh run configs/digits-mlp.json --set training.epochs=100000 --set 'model.hidden=[8]' --output "
            + $"{_folder.Path} --resume{Environment.NewLine}", process.StandardOutput.ReadToEnd(), StringComparison.Ordinal);
        var environment = Directory.GetFiles(_folder.Path, "environment.json", SearchOption.AllDirectories).Single();
        Assert.StartsWith("experiments run configs/digits-mlp.json --set ",
            (string)JsonNode.Parse(File.ReadAllText(environment))!["command_line"]!, StringComparison.Ordinal);
    }

    private Cli.Result Run(params string[] arguments) => Cli.Run(["run", .. arguments, "--output", _folder.Path]);

    private JsonObject Summary(string name) =>
        JsonNode.Parse(File.ReadAllText(
            Directory.GetFiles(Path.Combine(_folder.Path, name), "summary.json", SearchOption.AllDirectories).Single()))!.AsObject();

    private void WaitForMetrics()
    {
        for (var patience = 0; patience < 600; patience++)
        {
            if (Directory.GetFiles(_folder.Path, "metrics.jsonl", SearchOption.AllDirectories) is [var file]
                && new FileInfo(file).Length > 0)
                return;
            Thread.Sleep(100);
        }

        throw new TimeoutException("The run wrote no metrics within a minute.");
    }

    private static string WithoutClock(string line)
    {
        var row = JsonNode.Parse(line)!.AsObject();
        foreach (var name in s_wallClock)
            Assert.True(row.Remove(name), $"{name} is missing in {line}");
        return row.ToJsonString();
    }
}
