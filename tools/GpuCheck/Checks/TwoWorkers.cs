using System.Text.Json.Nodes;
using Experiments.Data;
using Experiments.Runs;
using Experiments.Sweeps;
using Experiments.Sweeps.Launching;
using Experiments.Sweeps.Reading;
using Experiments.Training;
using GpuCheck.Training;

namespace GpuCheck.Checks;

/// <summary>Compares two runs of the same sweep on one device: with two worker processes and with one worker process.</summary>
internal sealed class TwoWorkers : ICheck
{
    private const int Cells = 4;
    private const int QuickCells = 2;

    // Factor by which the distances may differ, because each distance is only one sample of the same distribution.
    private const double Factor = 10;

    public string Name => "workers";

    public string Legend => $"""
        A sweep of {Cells} cells with two worker processes on the device at once, compared with the same sweep with one process. A figure of 0 means the same bits. Otherwise it is the largest |w - w'| / |w|
        of a cell, and must be within {Factor} times the difference between two sweeps with one process.
        """;

    public IEnumerable<Trial> Trials(Bench bench) => [new("sweep", () => Compare(bench))];

    private static CheckResult Compare(Bench bench)
    {
        var (alone, together) = (RunSweep(bench, "alone", workers: 1), RunSweep(bench, "together", workers: 2));
        var processes = together.Select(ProcessOf).Distinct().Count();
        if (processes != 2)
            return CheckResult.Fail($"The cells ran in {processes} process{(processes == 1 ? "" : "es")}; two are expected.");
        if (alone.Zip(together).All(pair => pair.First.IsSameAs(pair.Second)))
            return CheckResult.Pass("the same bits") with { Figure = 0, Tolerance = 0 };
        return CheckResult.Within(Largest(alone, together), Factor * Largest(alone, RunSweep(bench, "again", workers: 1)),
            "The bits differ.");
    }

    private static double Largest(IEnumerable<Outcome> one, IEnumerable<Outcome> other) =>
        one.Zip(other).Max(pair => Distance.Measure(pair.First, pair.Second).Weights);

    private static List<Outcome> RunSweep(Bench bench, string name, int workers)
    {
        var device = bench.IsSelfTest ? "cpu" : "cuda";
        var config = SmallConfigs.Networks.First().Value;
        bench.Write("sweep-base.json",
            SmallConfigs.Over(config, ("name", "\"cell\""), ("training.steps", bench.IsQuick ? "50" : "300"),
                ("training.eval_every_steps", "50")).ToJsonString());
        var file = bench.Write($"{name}.json",
            $$"""{ "base": "sweep-base.json", "set": { "device": "{{device}}" }, "axes": [{ "seeds": """
                + $$"""{{(bench.IsQuick ? QuickCells : Cells)}} }] }""");
        var folder = SweepFolder.Of(Path.Combine(bench.Root, "sweeps"), name);
        folder.Write(SweepPlanner.Plan(SweepReader.Read(file), DataRoots.Default(null), new SweepMachine(IsCluster: false)));
        var cells = folder.ReadCells();
        new LocalLauncher(folder, OfThisProgram(), null, workers, Gpus(bench)).Run(cells, _ => false, new SilentSweep(),
            CancellationToken.None);
        return [.. cells.Select(cell => OutcomeOf(folder, cell))];
    }

    // Returns the GPUs of the workers. All workers use the same device.
    private static IReadOnlyList<string> Gpus(Bench bench) => bench.IsSelfTest
        ? []
        : [GpuAssignment.Hand(Environment.GetEnvironmentVariable(GpuAssignment.Variable), Devices.CudaCount())[bench.Device.index]];

    private static Outcome OutcomeOf(SweepFolder folder, CellRecord cell)
    {
        if (folder.StatusOf(cell) != CellStatus.Completed)
        {
            var lines = folder.FailureOf(cell)?.LastLines ?? [];
            throw new InvalidOperationException(
                $"Cell {cell.InWords} is {folder.StatusOf(cell).ToString().ToLowerInvariant()}: {folder.ReasonOf(cell)} "
                    + $"{string.Join(' ', lines)}");
        }

        var run = folder.RunOf(cell);
        var losses = run.ReadMetrics().Select(row => row["loss"]!.GetValue<double>()).ToList();
        return new Outcome(RunSummary.Read(run.Summary), losses, folder.ConfigOf(cell).Config.Data.BatchSize);
    }

    private static int ProcessOf(Outcome outcome) =>
        JsonNode.Parse(File.ReadAllText(RunFolder.Open(outcome.Summary.Folder).EnvironmentFile))!["process"]!.GetValue<int>();

    private static WorkerCommand OfThisProgram()
    {
        var program = typeof(TwoWorkers).Assembly.Location;
        var executable = Environment.ProcessPath;
        var isHost = Path.GetFileNameWithoutExtension(executable) == "dotnet";
        return new WorkerCommand(isHost ? executable! : HostBesideRuntime() ?? "dotnet", [program]);
    }

    // Returns the path of dotnet, if a program other than dotnet started this process. The runtime's folder is three levels below dotnet.
    private static string? HostBesideRuntime()
    {
        var runtime = System.Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory();
        var host = Path.GetFullPath(Path.Combine(runtime, "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));
        return File.Exists(host) ? host : null;
    }

    private sealed class SilentSweep : ISweepObserver
    {
        public void CellStarted(CellRecord cell, int worker)
        {
        }

        public void CellProgress(CellRecord cell, CellReport report)
        {
        }

        public void CellElsewhere(CellRecord cell)
        {
        }

        public void CellFinished(CellRecord cell, CellStatus status, string? reason)
        {
        }
    }
}
