using Experiments.Training;

namespace Experiments.Runs;

/// <summary>How a run ended, and its results: the contents of <c>summary.json</c>. Only this file marks a run as ended.</summary>
public sealed record RunSummary
{
    public required RunStatus Status { get; init; }

    public required string Folder { get; init; }

    /// <summary>Name of the experiment.</summary>
    public required string Name { get; init; }

    /// <summary>Identity of the plan, 64 hexadecimal digits. The identity and the seed together identify the run.</summary>
    public required string Identity { get; init; }

    public required long Seed { get; init; }

    /// <summary>The error, in one sentence, if the run failed or diverged.</summary>
    public string? Error { get; init; }

    /// <summary>The place of the run's first non-finite value; null if all values were finite.</summary>
    public NonFinite? NonFinite { get; init; }

    public TrainingProgress Progress { get; init; } = new();

    /// <summary>
    /// The reason why the run ended before its last update: <c>target</c> or <c>early_stopping</c>; null if the run made its last update.
    /// </summary>
    public string? StoppedBy { get; init; }

    /// <summary>Number of updates of the whole plan.</summary>
    public long TotalSteps { get; init; }

    public long StepsPerEpoch { get; init; }

    public long Parameters { get; init; }

    /// <summary>Number of examples by split.</summary>
    public IReadOnlyDictionary<string, long> Examples { get; init; } = new Dictionary<string, long>();

    /// <summary>
    /// Number of examples by class and predicted class at the final evaluation; null for regression, too many classes, or a run that is not
    /// completed.
    /// </summary>
    public ConfusionMatrix? Confusion { get; init; }

    /// <summary>Seconds from the first step to the end, including evaluations and the time before a resume.</summary>
    public double WallTime { get; init; }

    /// <summary>Peak resident memory of the process in bytes.</summary>
    public long PeakMemory { get; init; }

    /// <summary>The runs with which this run shared updates; null if the run trained separately.</summary>
    public StackRecord? Stack { get; init; }

    /// <summary>Returns the latest metrics of a split; empty if the split was never evaluated.</summary>
    public IReadOnlyList<Metric> Final(string split) => Progress.Latest.GetValueOrDefault(split, []);

    public JsonObject ToJson()
    {
        var json = Fields();
        if (Stack is not null)
            json["stack"] = Stack.ToJson();
        return json;
    }

    private JsonObject Fields() => new()
    {
        ["status"] = Status.ToString().ToLowerInvariant(),
        ["error"] = Error,
        ["non_finite"] = NonFinite is null ? null : new JsonObject
        {
            ["step"] = NonFinite.Step,
            ["found"] = NonFinite.Found,
            ["layer"] = NonFinite.Layer,
            ["tensor"] = NonFinite.Tensor,
        },
        ["name"] = Name,
        ["identity"] = Identity,
        ["seed"] = Seed,
        ["steps"] = Progress.Step,
        ["total_steps"] = TotalSteps,
        ["steps_per_epoch"] = StepsPerEpoch,
        ["stopped_by"] = StoppedBy,
        ["non_finite_steps"] = Progress.NonFiniteSteps,
        ["parameters"] = Parameters,
        ["examples"] = new JsonObject(Examples.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value))),
        ["initial"] = Metrics(Progress.Initial),
        ["final"] = Metrics(Progress.Latest),
        ["best"] = Progress.Best is null ? null : new JsonObject
        {
            ["step"] = Progress.Best.Step,
            ["split"] = "validation",
            ["metric"] = Progress.Best.Metric,
            ["value"] = JsonText.Number(Progress.Best.Value),
            ["checkpoint"] = "checkpoints/best.safetensors",
            ["metrics"] = Metrics(Progress.Best.Metrics),
        },
        ["steps_to_target"] = Progress.StepsToTarget,
        ["confusion_matrix"] = Confusion is null ? null : ToJson(Confusion),
        ["wall_time_s"] = JsonText.Number(Math.Round(WallTime, 3)),
        ["peak_memory_bytes"] = PeakMemory,
    };

    /// <summary>Reads a summary. The run folder is the folder that contains the file.</summary>
    /// <param name="remedy">Last sentence of the error message, with advice on a damaged file; null for no advice.</param>
    /// <exception cref="InputException">The file is not a summary.</exception>
    public static RunSummary Read(string path, string? remedy = null)
    {
        try
        {
            return Parse(JsonNode.Parse(File.ReadAllText(path))!.AsObject(), Path.GetDirectoryName(Path.GetFullPath(path))!);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or NullReferenceException
            or FormatException or ArgumentException)
        {
            var reason = exception switch
            {
                JsonException => "it is not valid JSON",
                NullReferenceException => "a field is missing",
                _ => exception.Message.TrimEnd('.'),
            };
            throw new InputException($"'{path}' is not a run summary: {reason}.{(remedy is null ? "" : $" {remedy}")}");
        }
    }

    private static RunSummary Parse(JsonObject json, string folder)
    {
        var progress = ReadProgress(json);
        var recorded = Enum.Parse<RunStatus>(json["status"]!.GetValue<string>(), ignoreCase: true);
        var status = RunStatuses.OfRecord(recorded, progress);
        return new RunSummary
        {
            Status = status,
            Folder = folder,
            Name = json["name"]!.GetValue<string>(),
            Identity = json["identity"]!.GetValue<string>(),
            Seed = json["seed"]!.GetValue<long>(),
            Error = json["error"]?.GetValue<string>()
                ?? (status == recorded ? null : $"The loss of the last evaluation of the {progress.NonFiniteSplit} split is not finite."),
            NonFinite = json["non_finite"] is JsonObject found
                ? new NonFinite(found["step"]!.GetValue<long>(), found["found"]!.GetValue<string>(), found["layer"]?.GetValue<string>(),
                    found["tensor"]!.GetValue<string>())
                : null,
            Progress = progress,
            Confusion = status == RunStatus.Completed && json["confusion_matrix"] is JsonObject confusion ? ReadConfusion(confusion) : null,
            StoppedBy = json["stopped_by"]?.GetValue<string>(),
            TotalSteps = json["total_steps"]!.GetValue<long>(),
            StepsPerEpoch = json["steps_per_epoch"]!.GetValue<long>(),
            Parameters = json["parameters"]!.GetValue<long>(),
            Examples = json["examples"]!.AsObject().ToDictionary(pair => pair.Key, pair => pair.Value!.GetValue<long>()),
            WallTime = JsonText.ReadNumber(json["wall_time_s"]!),
            PeakMemory = json["peak_memory_bytes"]!.GetValue<long>(),
            Stack = json["stack"] is { } stack ? StackRecord.Read(stack) : null,
        };
    }

    private static TrainingProgress ReadProgress(JsonObject json) => new()
    {
        Step = json["steps"]!.GetValue<long>(),
        NonFiniteSteps = json["non_finite_steps"]!.GetValue<long>(),
        Best = json["best"] is JsonObject best
            ? new BestEvaluation(best["step"]!.GetValue<long>(), best["metric"]!.GetValue<string>(),
                JsonText.ReadNumber(best["value"]!), ReadMetrics(best["metrics"]!))
            : null,
        StepsToTarget = json["steps_to_target"]?.GetValue<long>(),
        Initial = ReadMetrics(json["initial"]!),
        Latest = ReadMetrics(json["final"]!),
    };

    private static JsonObject ToJson(ConfusionMatrix confusion)
    {
        var classes = Enumerable.Range(0, confusion.Counts.GetLength(0)).ToList();
        return new JsonObject
        {
            ["split"] = confusion.Split,
            ["counts"] = new JsonArray(
                [.. classes.Select(row => new JsonArray([.. classes.Select(column => JsonValue.Create(confusion.Counts[row, column]))]))]),
        };
    }

    private static ConfusionMatrix ReadConfusion(JsonObject json)
    {
        var rows = json["counts"]!.AsArray();
        var counts = new long[rows.Count, rows.Count];
        for (var row = 0; row < rows.Count; row++)
        {
            for (var column = 0; column < rows.Count; column++)
                counts[row, column] = rows[row]![column]!.GetValue<long>();
        }
        return new ConfusionMatrix(json["split"]!.GetValue<string>(), counts);
    }

    private static Dictionary<string, IReadOnlyList<Metric>> ReadMetrics(JsonNode splits) => splits.AsObject().ToDictionary(
        split => split.Key,
        split => (IReadOnlyList<Metric>)[
            .. split.Value!.AsObject().Select(metric => new Metric(metric.Key, JsonText.ReadNumber(metric.Value!)))]);

    private static JsonObject Metrics(IReadOnlyDictionary<string, IReadOnlyList<Metric>> splits)
    {
        var result = new JsonObject();
        foreach (var (split, metrics) in splits)
            result[split] = MetricsRow.ToJson(metrics);
        return result;
    }
}
