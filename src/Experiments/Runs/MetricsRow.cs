using Experiments.Training;

namespace Experiments.Runs;

/// <summary>
/// A line of <c>metrics.jsonl</c>: step, epoch, split, the metrics by name, lr, and two wall-clock fields. Two runs of the same plan agree
/// in all fields except the wall-clock fields.
/// </summary>
public static class MetricsRow
{
    /// <summary>Fields that depend on the clock and not on the computation. Remove them to compare two runs.</summary>
    public static IReadOnlyList<string> WallClockFields { get; } = ["wall_time_s", "examples_per_second"];

    public static JsonObject ToJson(IEnumerable<Metric> metrics) =>
        new(metrics.Select(metric => KeyValuePair.Create(metric.Name, (JsonNode?)JsonText.Number(metric.Value))));

    public static JsonObject ToJson(EvaluationRow row)
    {
        var line = new JsonObject
        {
            ["step"] = row.Step,
            ["epoch"] = JsonText.Number(row.Epoch),
            ["split"] = row.Split,
        };
        foreach (var metric in row.Metrics)
            line[metric.Name] = JsonText.Number(metric.Value);
        line["lr"] = JsonText.Number(row.LearningRate);
        line["wall_time_s"] = JsonText.Number(Math.Round(row.WallTime, 6));
        line["examples_per_second"] = JsonText.Number(Math.Round(row.ExamplesPerSecond, 1));
        return line;
    }
}
