namespace Experiments.Tests.Reports;

/// <summary>
/// Writes sweep folders without training. A formula computes the numbers of a run from policy, point and seed. A report is therefore the
/// same on every machine, and a benchmark can have any number of runs.
/// </summary>
public sealed class GeneratedRuns
{
    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Labels of the axis <c>policy</c>, worst first.</summary>
    public IReadOnlyList<string> Policies { get; init; } = ["normal_0.01", "正态 & 50 %", "kaiming_normal"];

    /// <summary>Values of the axis <c>optimizer.lr</c>. With a single value, the sweep does not have this axis.</summary>
    public IReadOnlyList<string> Rates { get; init; } = ["0.01", "0.1"];

    /// <summary>Number of seeds; the first is 0.</summary>
    public int Seeds { get; init; } = 6;

    /// <summary>Number of evaluations of a run after the initial evaluation.</summary>
    public int Evaluations { get; init; } = 4;

    public bool HasSignal { get; init; } = true;

    /// <summary>Whether the run with the first policy and the last seed diverged, at each rate.</summary>
    public bool HasDiverged { get; init; } = true;

    public string Write(string root)
    {
        var folder = Directory.CreateDirectory(Path.Combine(root, "generated")).FullName;
        var cells = Cells().ToList();
        File.WriteAllText(Path.Combine(folder, "compare.json"), JsonText.Document(Compare()));
        File.WriteAllLines(Path.Combine(folder, "cells.jsonl"), cells.Select(cell => JsonText.Line(cell.ToJson())), s_utf8);
        Parallel.ForEach(cells, cell => WriteRun(SweepFolder.Open(folder).RunOf(cell), cell));
        return folder;
    }

    private JsonObject Compare() => new()
    {
        ["name"] = "generated",
        ["by"] = "policy",
        ["axes"] = new JsonArray("policy", "optimizer.lr"),
        ["metrics"] = new JsonArray("test.accuracy"),
        ["alpha"] = 0.05,
        ["targets"] = new JsonArray(new JsonObject { ["metric"] = "validation.accuracy", ["value"] = 0.6 }),
    };

    private IEnumerable<CellRecord> Cells()
    {
        var number = 0;
        for (var policy = 0; policy < Policies.Count; policy++)
        {
            for (var rate = 0; rate < Rates.Count; rate++)
            {
                var coordinates = new OrderedDictionary<string, string> { ["policy"] = Policies[policy] };
                if (Rates.Count > 1)
                    coordinates.Add("optimizer.lr", Rates[rate]);
                for (var seed = 0; seed < Seeds; seed++)
                    yield return new CellRecord(number++, "generated",
                        string.Create(CultureInfo.InvariantCulture, $"{policy:x4}{rate:x4}").PadRight(64, 'a'), seed, 1, "cpu",
                        20L * Evaluations, coordinates);
            }
        }
    }

    private void WriteRun(RunFolder run, CellRecord cell)
    {
        Directory.CreateDirectory(run.Path);
        int policy = IndexOf(Policies, cell.Coordinates["policy"]), rate = Rates.Count > 1
            ? IndexOf(Rates, cell.Coordinates["optimizer.lr"])
            : 0;
        var isDiverged = HasDiverged && policy == 0 && cell.Seed == Seeds - 1;
        var evaluations = isDiverged ? Evaluations / 2 : Evaluations;
        double At(int evaluation) => Accuracy(policy, rate, cell.Seed, evaluation);
        File.WriteAllText(run.Config, Config(policy, rate), s_utf8);
        File.WriteAllText(run.EnvironmentFile, Environment(cell.Seed), s_utf8);
        File.WriteAllText(run.Events, "{\"event\":\"started\"}\n", s_utf8);
        File.WriteAllLines(run.Metrics,
            Enumerable.Range(0, evaluations + 1).SelectMany(evaluation => Rows(evaluation, At(evaluation))), s_utf8);
        if (HasSignal)
            File.WriteAllLines(run.Signal, Signal(policy, cell.Seed, evaluations), s_utf8);
        File.WriteAllText(run.Summary,
            JsonText.Document(Summary(run, cell, isDiverged, evaluations, At(0), At(evaluations)).ToJson()), s_utf8);
    }

    // Returns an accuracy that rises with the updates to a maximum. The maximum depends on policy and rate; a pseudo-random part that
    // depends on the seed is added.
    private double Accuracy(int policy, int rate, long seed, int evaluation)
    {
        var height = 0.35 + (0.55 * (policy + 1) / Policies.Count) - (0.04 * rate);
        var chance = ((seed + 1) * 0.6180339887498949 + (policy * 0.31) + (rate * 0.17)) % 1;
        return Math.Round(0.1 + ((height - 0.1) * (1 - Math.Exp(-2.0 * evaluation / Math.Max(1, Evaluations))))
            + (0.06 * (chance - 0.5)), 6);
    }

    private static IEnumerable<string> Rows(int evaluation, double accuracy) =>
        new[] { "validation", "test" }.Select(split => string.Create(
            CultureInfo.InvariantCulture,
            $"{{\"step\":{20 * evaluation},\"epoch\":{evaluation},\"split\":\"{split}\",\"loss\":"
                + $"{Math.Round(2.4 * (1 - accuracy), 6)},\"accuracy\":{accuracy},\"lr\":0.01,\"wall_time_s\":"
                + $"{0.5 * evaluation},\"examples_per_second\":1000}}"));

    private static IEnumerable<string> Signal(int policy, long seed, int evaluations) =>
        from evaluation in Enumerable.Range(0, evaluations + 1)
        from depth in Enumerable.Range(0, 6)
        select string.Create(
            CultureInfo.InvariantCulture,
            $"{{\"step\":{20 * evaluation},\"layer\":\"features.{2 * depth}\",\"depth\":"
                + $"{depth},\"kind\":\"linear\",\"pre_activation_second_moment\":"
                + $"{Math.Pow(0.2 + (0.4 * policy), depth) * (1 + (0.01 * seed)) * (1 + (0.1 * evaluation)):R},\"pre_activation_grad_var\":"
                + $"{1e-4 * Math.Pow(0.2 + (0.4 * policy), 5 - depth):R},\"update_ratio\":null}}");

    private static RunSummary Summary(RunFolder run, CellRecord cell, bool isDiverged, int evaluations, double first, double last) => new()
    {
        Status = isDiverged ? RunStatus.Diverged : RunStatus.Completed,
        Folder = run.Path,
        Name = cell.Name,
        Identity = cell.Identity,
        Seed = cell.Seed,
        Error = isDiverged ? "the loss is NaN" : null,
        Progress = new TrainingProgress { Step = (20 * evaluations) + (isDiverged ? 5 : 0), Initial = Both(first), Latest = Both(last) },
        TotalSteps = cell.TotalSteps,
        StepsPerEpoch = 20,
        Parameters = 41600,
        Examples = new Dictionary<string, long> { ["train"] = 1258, ["validation"] = 180, ["test"] = 359 },
        WallTime = 2.5,
        PeakMemory = 262545408,
    };

    private static Dictionary<string, IReadOnlyList<Metric>> Both(double accuracy) => new[] { "validation", "test" }.ToDictionary(
        split => split, IReadOnlyList<Metric> (_) => [new Metric("loss", Math.Round(2.4 * (1 - accuracy), 6)),
            new Metric("accuracy", accuracy)]);

    private string Config(int policy, int rate) => $$$"""
        {"data":{"batch_size":64,"kind":"digits"},"init":{"rules":[],"weight":{"scheme":"normal","std":0.0{{{policy + 1}}}}},"loss":null,"model":{"activation":{"kind":"relu"},"bias":false,"hidden":[64,64,64],"kind":"mlp"},"name":"generated","optimizer":{"kind":"sgd","lr":{{{Rates[rate]}}},"momentum":0.9},"precision":"float32","schedule":{"kind":"constant"},"training":{"epochs":{{{Evaluations}}},"steps":null}}
        """;

    private static int IndexOf(IReadOnlyList<string> labels, string label) => labels.ToList().IndexOf(label);

    // Returns a text that is as long as a real environment file, because a benchmark also measures the time for reading this file.
    private static string Environment(long seed) => JsonText.Document(new JsonObject
    {
        ["started"] = string.Create(CultureInfo.InvariantCulture, $"2026-11-{20 + (seed % 2)}T08:00:00.000Z"),
        ["program"] = new JsonObject { ["name"] = "experiments", ["version"] = "0.1.0",
            ["git"] = new JsonObject { ["commit"] = "0123456789abcdef0123456789abcdef01234567", ["dirty"] = false } },
        ["engine"] = new JsonObject { ["name"] = "libtorch", ["torchsharp"] = "0.107.0", ["torch_version"] = "1.13.0" },
        ["device"] = new JsonObject { ["name"] = "cpu", ["cuda_devices"] = 0 },
        ["threads"] = new JsonObject { ["plan"] = 1, ["libtorch"] = 1 },
        ["machine"] = new JsonObject { ["cpu"] = "AMD EPYC", ["os"] = "Debian GNU/Linux 12 (bookworm)", ["dotnet"] = ".NET 10.0.0",
            ["cores"] = 2 },
        ["data"] = new JsonArray(new JsonObject { ["path"] = "data/digits/digits.csv.gz",
            ["sha256"] = "46abec6b12486ad9e51943373abcf22bbea1b5a51a1619b361570d8893f1464a" }),
        ["parameters"] = new JsonArray(
            [.. Enumerable.Range(0, 11)
                .Select(layer => new JsonObject { ["name"] = $"features.{2 * layer}.weight", ["shape"] = new JsonArray(64, 64),
                    ["init"] = "normal(mean=0, std=0.01)", ["std"] = 0.01 })]),
        ["command_line"] = "experiments worker sweeps/generated",
    });
}
