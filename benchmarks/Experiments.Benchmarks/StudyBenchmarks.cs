using System.Globalization;
using BenchmarkDotNet.Attributes;
using Experiments.Comparison;
using Experiments.Data;
using Experiments.Reports;
using Experiments.Sweeps;
using Experiments.Sweeps.Reading;
using Experiments.Tests.Reports;

namespace Experiments.Benchmarks;

/// <summary>
/// Times a large study before its first run and after its last run: expanding and checking 100,000 cells, and comparing and reporting
/// 10,000 finished runs.
/// </summary>
[InProcess]
[WarmupCount(1)]
[IterationCount(3)]
[InvocationCount(1)]
public class StudyBenchmarks
{
    private readonly string _root = Directory.CreateTempSubdirectory("experiments-benchmark-").FullName;
    private string _runs = "";
    private string _points = "";
    private string _seeds = "";

    /// <summary>Writes the run folders, with 20 evaluations each, and the sweep files.</summary>
    [GlobalSetup]
    public void Write()
    {
        _runs = new GeneratedRuns
        {
            Policies = [.. Enumerable.Range(0, 10).Select(policy => $"policy {policy}")],
            Rates = [.. Enumerable.Range(1, 10).Select(rate => $"0.0{rate}")],
            Seeds = 100,
            Evaluations = 20,
            HasSignal = true,
        }.Write(_root);
        File.WriteAllText(Path.Combine(_root, "base.json"),
            """{ "name": "large", "data": { "kind": "digits" }, "model": { "kind": "softmax_regression" }, "training": { "steps": 4 } }""");
        _points = Sweep("points", $"{Axis("optimizer.lr", 1000)}, {Axis("optimizer.momentum", 100)}");
        _seeds = Sweep("seeds", $$"""{{Axis("optimizer.lr", 100)}}, {{Axis("optimizer.momentum", 10)}}, { "seeds": 100 }""");
    }

    /// <summary>Removes the folders.</summary>
    [GlobalCleanup]
    public void Delete() => Directory.Delete(_root, recursive: true);

    /// <summary>Expands 100,000 points from two axes.</summary>
    [Benchmark]
    public int Expand() => Expansion.Of(SweepReader.Read(_points)).Count;

    /// <summary>Plans 100,000 cells (1,000 points, 100 seeds): the benchmark expands, resolves and checks them, and computes their
    /// identities.</summary>
    [Benchmark]
    public int Plan() => SweepPlanner.Plan(SweepReader.Read(_seeds), DataRoots.Default(null),
        new SweepMachine(IsCluster: false)).Cells.Count;

    /// <summary>Compares 10,000 runs: ten labels at ten points, with a hundred seeds each. The comparison has 45 pairs and one
    /// target.</summary>
    [Benchmark]
    public int Compare()
    {
        var plan = ComparisonPlan.Of([_runs], null, [], null);
        var runs = RunReader.Read(plan.Folders, plan.Keys);
        var targets = plan.Targets.Select(target => Targets.Of(runs.Runs, plan.By, target.Metric, target.Value)).Count();
        return targets + plan.Requests(runs).Sum(request => Comparer.Compare(runs, request).Pairs.Count);
    }

    /// <summary>Writes the report of the same 10,000 runs.</summary>
    [Benchmark]
    public string Report()
    {
        var folder = Path.Combine(_runs, "report");
        return ReportFolder.Write(folder,
            ReportBuilder.Of(ReportBuilder.Read(ComparedRuns.Of(ComparisonPlan.Of([_runs], null, [], null), mixes: false),
                "large"), folder));
    }

    private static string Axis(string key, int count)
    {
        var values = Enumerable.Range(1, count)
            .Select(value => (value / (count + 1.0)).ToString("0.######", CultureInfo.InvariantCulture));
        return $$"""{ "key": "{{key}}", "values": [{{string.Join(", ", values)}}] }""";
    }

    private string Sweep(string name, string axes)
    {
        var path = Path.Combine(_root, $"{name}.json");
        File.WriteAllText(path, $$"""{ "base": "base.json", "axes": [{{axes}}] }""");
        return path;
    }
}
