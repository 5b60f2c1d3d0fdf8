using Experiments.Training;

namespace Experiments.Sweeps.Launching;

/// <summary>A worker's progress line. The line begins with a record separator (RFC 7464), which distinguishes it from other output, such as
/// a log.</summary>
/// <param name="Kind"><c>step</c>, <c>done</c>, <c>busy</c> or <c>failed</c>.</param>
/// <param name="Cell">Id of the cell.</param>
/// <param name="Status">Final status of the cell, for <c>done</c>.</param>
public sealed record WorkerMessage(string Kind, string Cell, long Step = 0, string? Status = null)
{
    private const char Separator = '\u001e';

    /// <summary>Progress of the cell; only <c>step</c> messages have more than the number of updates.</summary>
    public CellReport Report { get; init; } = new(Step);

    public string ToLine()
    {
        var json = new JsonObject { ["kind"] = Kind, ["cell"] = Cell, ["step"] = Step, ["status"] = Status };
        if (Report.Epoch is { } epoch)
            json["epoch"] = JsonText.Number(epoch);
        if (Report.Loss is { } loss)
            json["loss"] = JsonText.Number(loss);
        if (Report.Metric is { } metric)
            (json["split"], json["metric"], json["value"]) = (Report.Split, metric.Name, JsonText.Number(metric.Value));
        return Separator + JsonText.Line(json);
    }

    /// <summary>Parses a line; returns null if the line is not a message.</summary>
    public static WorkerMessage? Parse(string line)
    {
        if (line.Length == 0 || line[0] != Separator)
            return null;
        try
        {
            var json = JsonNode.Parse(line[1..])!;
            var step = json["step"]!.GetValue<long>();
            return new WorkerMessage(json["kind"]!.GetValue<string>(), json["cell"]!.GetValue<string>(), step,
                json["status"]?.GetValue<string>())
            {
                Report = new CellReport(step)
                {
                    Epoch = Number(json["epoch"]),
                    Loss = Number(json["loss"]),
                    Split = json["split"]?.GetValue<string>(),
                    Metric = json["metric"] is { } name && Number(json["value"]) is { } value
                        ? new Metric(name.GetValue<string>(), value)
                        : null,
                },
            };
        }
        catch (JsonException)
        {
            // The line is incomplete, because the worker died while it wrote the line.
            return null;
        }
    }

    private static double? Number(JsonNode? node) => node is null ? null : JsonText.ReadNumber(node);
}
