using GpuCheck;
using GpuCheck.Checks;
using GpuCheck.Training;

namespace Experiments.Placement.Tests;

/// <summary>
/// Tests GpuCheck without a GPU: with the CPU in the role of the GPU, with the CUDA devices in host memory, and with planted faults.
/// </summary>
public sealed class GpuCheckTests
{
    // Slow checks: the check 'workers' starts other processes three times.
    private static readonly string[] s_slow = ["workers"];

    [Fact]
    public void The_program_checks_the_CPU_against_itself_and_writes_the_figures()
    {
        using var folder = new Experiments.Tests.Data.TemporaryFolder();
        var json = folder.File("figures.json");

        var (code, output) = Start("--cpu-as-device", "--quick", "--skip", "workers", "--json", json);

        Assert.True(code == 0, output);
        Assert.Matches(@"\n\d+ passed, 0 failed, \d+ skipped\n$", output);
        Assert.All(output.Split('\n'), line => Assert.InRange(line.Length, 0, 100));
        var rows = JsonNode.Parse(File.ReadAllText(json))!["rows"]!.AsArray();
        Assert.Equal(CheckList.Names.Except(s_slow), rows.Select(row => row!["check"]!.GetValue<string>()).Distinct());
        Assert.Contains(rows, row => row!["name"]!.GetValue<string>() == "optimizer sgd float32" && row["figure"]!.GetValue<double>() == 0);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void Two_concurrent_workers_give_the_results_of_one()
    {
        var (code, output) = Start("--cpu-as-device", "--quick", "--only", "workers");

        Assert.True(code == 0, output);
        Assert.Contains("1 passed, 0 failed, 0 skipped", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_row_of_every_registry_is_tried()
    {
        using var bench = new Bench("cpu");

        var names = new EveryRow().Trials(bench).Select(trial => trial.Name);

        Assert.Equal(Registries.All.SelectMany(
            registry => registry.Rows.SelectMany(
                row => new[] { $"{registry.Noun} {row.Name} float32", $"{registry.Noun} {row.Name} float64" })), names);
    }

    [SkippableFact]
    public void All_but_the_workers_pass_on_the_CUDA_of_host_memory()
    {
        HostCuda.Require();
        using var bench = new Bench("cuda:0") { IsQuick = true, FillMemory = () => HostCuda.Limit(1000) };
        using var output = new StringWriter();

        var code = Session.Run(new GpuCheck.Options { Device = "cuda:0", IsQuick = true, Skip = s_slow }, bench, output);

        Assert.True(code == 0, output.ToString());
    }

    [SkippableFact]
    public void Without_CUDA_the_program_prints_a_sentence_and_exits_with_3()
    {
        Skip.If(File.Exists("/proc/driver/nvidia/version"), "This machine has a GPU.");

        var (code, output) = Start();

        Assert.Equal(3, code);
        Assert.StartsWith("libtorch finds no CUDA device", output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_tolerance_passes_float32_rounding_and_fails_TF32_rounding()
    {
        using var bench = new Bench("cpu");
        var outcome = bench.Train(SmallConfigs.Digits(), "cpu").Completed();
        var trained = Distance.Measure(outcome, outcome).Trained;

        // Returns the result for a given relative error of the losses and of the changes of the weights.
        CheckResult Judge(double error) =>
            Rounding.Judge(new Distance(error, error * trained, trained), Rounding.OfNetwork(outcome), Rounding.Stored);

        Assert.Equal(Status.Pass, Judge(4 * Rounding.UnitOfFloat32).Status);
        Assert.Equal(Status.Fail, Judge(Math.Pow(2, -11)).Status);
        Assert.Equal(Status.Fail, Judge(double.NaN).Status);
        Assert.Equal(Status.Fail,
            Rounding.Judge(new Distance(0, double.NaN, trained), Rounding.OfNetwork(outcome), Rounding.Stored).Status);
        Assert.Equal(Status.Fail, Rounding.Judge(new Distance(Rounding.UnitOfFloat32, 0, trained)).Status);
    }

    [Fact]
    public void A_trial_that_throws_fails_with_a_sentence_and_the_next_one_runs()
    {
        using var bench = new Bench("cpu");

        var rows = TrialRunner.Run(new Planted(), bench).ToList();

        Assert.Equal([Status.Fail, Status.Skip, Status.Pass], rows.Select(row => row.Result.Status));
        Assert.Equal("InvalidOperationException: CUDA error", rows[0].Result.Note);
    }

    private static (int Code, string Output) Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Session).Assembly.Location, .. arguments]) { RedirectStandardOutput = true,
            RedirectStandardError = true };
        foreach (var (name, value) in TorchLibrary.WorkerEnvironment())
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + error.Result);
    }

    private sealed class Planted : ICheck
    {
        public string Name => "planted";

        public string Legend => "";

        public IEnumerable<Trial> Trials(Bench bench) =>
        [
            new("fails", () => throw new InvalidOperationException("CUDA error\nand a backtrace")),
            new("is left out", () => throw new MissingException("no such device")),
            new("passes", () => CheckResult.Pass()),
        ];
    }
}
