namespace Experiments.Tests.Reports.RunPage;

/// <summary>Writes a run folder without training. Formulas compute its numbers, so that a test knows them.</summary>
public sealed record WrittenRun
{
    /// <summary>Text that ends a script or runs one, if a page does not escape it.</summary>
    public const string Hostile = "</script><img src=x onerror=\"document.title='hacked'\">&'<!--";

    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public string Name { get; init; } = "written";

    public IReadOnlyList<string> Layers { get; init; } = ["features.0", "features.2", "classifier.0"];

    public IReadOnlyList<string> Classes { get; init; } = ["cat", "dog", "fish"];

    public string Message { get; init; } = "Run completed after step 400.";

    /// <summary>Status in the summary; null for a run without a summary.</summary>
    public string? Status { get; init; } = "completed";

    public bool IsRegression { get; init; }

    /// <summary>Whether the folder has the records that earlier versions did not write.</summary>
    public bool HasNewRecords { get; init; } = true;

    public bool HasHistograms { get; init; } = true;

    public bool HasSignal { get; init; } = true;

    /// <summary>Number of updates.</summary>
    public int Steps { get; init; } = 400;

    /// <summary>Returns the counts of the confusion matrix: true class by predicted class.</summary>
    public static long Confused(int row, int column) => row == column ? 40 + row : (row + (2 * column)) % 4;

    /// <summary>Returns the second moment of a layer's pre-activations.</summary>
    public static double Moment(int layer, int step) => Math.Pow(10, -2 * layer) * (1 + (step / 100.0));

    /// <summary>Returns the validation loss.</summary>
    public static double Loss(int step) => 2.3 * Math.Exp(-step / 80.0) + 0.05;

    /// <summary>Writes the folder below <paramref name="root"/>, and returns its path.</summary>
    public string Write(string root)
    {
        var folder = Directory.CreateDirectory(Path.Combine(root, "0123456789ab-s3")).FullName;
        Save("config.json", Config());
        Save("environment.json", Environment());
        SaveLines("metrics.jsonl", Enumerable.Range(0, (Steps / 20) + 1).SelectMany(index => Evaluations(20 * index)));
        SaveLines("events.jsonl", [Event("information", "started", "started"), Event("warning", "warning", Message)]);
        if (HasSignal)
            SaveLines("signal.jsonl", Enumerable.Range(0, (Steps / 100) + 1).SelectMany(
                index => Layers.Select((layer, depth) => Signal(100 * index, layer, depth))));
        if (HasNewRecords)
        {
            Save("network.json", Network());
            SaveLines("updates.jsonl", Enumerable.Range(1, Steps)
                .Where(step => step <= 100 || step % Math.Max(1, (Steps + 399) / 400) == 0).Select(step => new JsonObject
            {
                ["step"] = step, ["loss"] = Loss(step) + (0.1 * Math.Sin(step)), ["gradient_norm"] = 5 * Math.Exp(-step / 60.0),
                ["lr"] = 0.1 * (1 - ((double)step / Steps)),
            }));
            if (IsRegression)
                File.WriteAllText(Path.Combine(folder, "predictions.csv"), "split,target,prediction\n" + string.Concat(
                    Enumerable.Range(0, 200).Select(i => string.Create(CultureInfo.InvariantCulture,
                        $"test,{100 + i},{100 + i + (10 * Math.Sin(i))}\n"))), s_utf8);
        }

        if (Status is not null)
            Save("summary.json", Summary());
        return folder;

        void Save(string name, JsonNode node) => File.WriteAllText(Path.Combine(folder, name), JsonText.Document(node), s_utf8);
        void SaveLines(string name, IEnumerable<JsonObject> rows) =>
            File.WriteAllText(Path.Combine(folder, name), string.Concat(rows.Select(row => JsonText.Line(row) + "\n")), s_utf8);
    }

    private JsonObject Config() => JsonNode.Parse($$"""
        {
          "data": { "kind": "digits", "batch_size": 32 },
          "diagnostics": { "every_steps": {{(HasSignal ? 100 : 0)}}, "histograms": {{(HasHistograms ? "true" : "false")}} },
          "init": { "weight": { "scheme": "kaiming_normal", "a": 0, "mode": "fan_out", "nonlinearity": "relu" } },
          "model": { "kind": "mlp", "hidden": [64, 32] },
          "optimizer": { "kind": "sgd", "lr": 0.1, "momentum": 0 },
          "seed": 3
        }
        """)!.AsObject().With("name", Name);

    private JsonObject Environment() => JsonNode.Parse("""
        {
          "started": "2025-01-02T03:04:05.678Z",
          "program": { "name": "experiments", "version": "0.1.0", "git": { "commit": "abc123", "dirty": true } },
          "engine": { "name": "libtorch", "torch_version": "1.13.1", "torchsharp": "0.107.0" },
          "device": { "name": "cpu" }, "threads": { "plan": 1 },
          "machine": { "cpu": "A processor", "cores": 2, "memory_bytes": 25000000000, "os": "An operating system", "dotnet": ".NET 10" },
          "data": [ { "path": "/data/digits.csv.gz", "sha256": "46abec6b" } ]
        }
        """)!.AsObject().With("command_line", $"experiments run '{Name}.json'").With("parameters", new JsonArray([.. Layers.Select(
            layer => new JsonObject { ["name"] = layer + ".weight", ["shape"] = new JsonArray(10, 20), ["init"] = "kaiming_normal" })]));

    private IEnumerable<JsonObject> Evaluations(int step)
    {
        foreach (var split in new[] { "train_running", "validation", "test" })
        {
            if (split == "train_running" && step == 0)
                continue;
            var row = new JsonObject { ["step"] = step, ["epoch"] = step / 40.0, ["split"] = split,
                ["loss"] = JsonText.Number(Status == "diverged" && step == Steps ? double.NaN : Loss(step)) };
            if (split != "train_running")
                row[IsRegression ? "rmse" : "accuracy"] = IsRegression ? Math.Sqrt(Loss(step)) : 1 - (Loss(step) / 2.6);
            row["lr"] = 0.1;
            row["wall_time_s"] = step / 100.0;
            row["examples_per_second"] = 1000.0;
            yield return row;
        }
    }

    private JsonObject Signal(int step, string layer, int depth)
    {
        var isLast = depth == Layers.Count - 1;
        var row = new JsonObject
        {
            ["step"] = step, ["layer"] = layer, ["depth"] = depth, ["kind"] = "linear",
            ["pre_activation_second_moment"] = Moment(depth, step), ["activation_second_moment"] = isLast ? null : Moment(depth, step) / 2,
            ["dead_share"] = isLast ? null : 0.25 * depth, ["saturated_share"] = isLast ? null : 0.5,
            ["pre_activation_grad_var"] = Math.Pow(10, -4 - depth), ["weight_grad_norm"] = 1.5, ["weight_std"] = 0.1,
            ["update_ratio"] = step == 0 ? null : 0.001 * (depth + 1),
        };
        if (HasHistograms)
            row["histograms"] = new JsonObject(new[] { "pre_activation", "activation", "pre_activation_grad", "weight", "weight_grad" }
                .Select(name => KeyValuePair.Create(name, (JsonNode?)(isLast && name == "activation" ? null : Histogram(step)))));
        return row;
    }

    private static JsonObject Histogram(int step) => new()
    {
        ["min"] = -1 - (step / 400.0),
        ["max"] = 1 + (step / 400.0),
        ["counts"] = new JsonArray([.. Enumerable.Range(0, 21).Select(i => (JsonNode)(int)(1000 * Math.Exp(-(i - 10) * (i - 10) / 20.0)))]),
    };

    private JsonObject Network() => new()
    {
        ["task"] = IsRegression ? "regression" : "classification",
        ["input_shape"] = new JsonArray(1, 8, 8),
        ["classes"] = IsRegression ? new JsonArray() : new JsonArray([.. Classes.Select(name => (JsonNode)name)]),
        ["verdicts"] = HasSignal ? new JsonArray(new JsonObject { ["word"] = "vanishing", ["layer"] = Layers[0],
            ["finding"] = $"from {Layers[0]} on, the variance shrinks.", ["remedy"] = "Use kaiming_normal." }) : null,
        ["layers"] = new JsonArray([.. Layers.Select((layer, depth) => new JsonObject
        {
            ["name"] = layer, ["kind"] = "linear", ["weight_shape"] = new JsonArray(10, 20), ["output_shape"] = new JsonArray(10),
            ["parameters"] = 210 * (depth + 1), ["parameter_bytes"] = 840, ["flops"] = 400, ["output_bytes"] = 40,
        })]),
    };

    private JsonObject Event(string level, string kind, string message) => new()
    {
        ["time"] = level == "warning" ? "2025-01-02T03:04:07.250Z" : "2025-01-02T03:04:06.000Z", ["level"] = level, ["event"] = kind,
        ["message"] = message, ["total_steps"] = Steps,
    };

    private JsonObject Summary()
    {
        var metric = IsRegression ? "rmse" : "accuracy";
        var counts = Enumerable.Range(0, Classes.Count).Select(row => (JsonNode)new JsonArray(
            [.. Enumerable.Range(0, Classes.Count).Select(column => (JsonNode)Confused(row, column))]));
        return new JsonObject
        {
            ["status"] = Status, ["error"] = Status == "failed" ? Message : null, ["non_finite"] = null, ["name"] = Name,
            ["identity"] = new string('0', 64), ["seed"] = 3, ["steps"] = Steps,
            ["total_steps"] = Status == "completed" ? Steps : 2 * Steps,
            ["steps_per_epoch"] = 40, ["stopped_by"] = null, ["non_finite_steps"] = 0, ["parameters"] = 1260,
            ["examples"] = new JsonObject { ["train"] = 1258, ["validation"] = 180, ["test"] = 359 },
            ["initial"] = new JsonObject { ["test"] = Metrics(metric, 0.1) },
            ["final"] = new JsonObject { ["validation"] = Metrics(metric, 0.925), ["test"] = Metrics(metric, 0.9125) },
            ["best"] = new JsonObject { ["step"] = 360, ["metric"] = metric, ["value"] = 0.95,
                ["metrics"] = new JsonObject { ["test"] = Metrics(metric, 0.9375) } },
            ["steps_to_target"] = null,
            ["confusion_matrix"] = IsRegression || Status != "completed" ? null
                : new JsonObject { ["split"] = "test", ["counts"] = new JsonArray([.. counts]) },
            ["wall_time_s"] = 12.5, ["peak_memory_bytes"] = 123_000_000,
        };
    }

    private static JsonObject Metrics(string metric, double value) => new() { ["loss"] = 0.25, [metric] = value };
}

internal static class JsonObjectExtensions
{
    /// <summary>Sets a member, and returns the object.</summary>
    public static JsonObject With(this JsonObject json, string name, JsonNode? value)
    {
        json[name] = value;
        return json;
    }
}
