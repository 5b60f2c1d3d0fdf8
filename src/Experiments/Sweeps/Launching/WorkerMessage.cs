namespace Experiments.Sweeps.Launching;

/// <summary>A worker's progress line. A record separator (RFC 7464) sets it apart from other output, such as a logger's.</summary>
/// <param name="Kind"><c>step</c>, <c>done</c>, <c>busy</c> or <c>failed</c>.</param>
/// <param name="Cell">Id of the cell.</param>
/// <param name="Status">How the cell ended, for <c>done</c>.</param>
public sealed record WorkerMessage(string Kind, string Cell, long Step = 0, string? Status = null)
{
    private const char Separator = '\u001e';

    public string ToLine() =>
        Separator + JsonText.Line(new JsonObject { ["kind"] = Kind, ["cell"] = Cell, ["step"] = Step, ["status"] = Status });

    /// <summary>Parses a line; null if it is no message.</summary>
    public static WorkerMessage? Parse(string line)
    {
        if (line.Length == 0 || line[0] != Separator)
            return null;
        try
        {
            var json = JsonNode.Parse(line[1..])!;
            return new WorkerMessage(json["kind"]!.GetValue<string>(), json["cell"]!.GetValue<string>(), json["step"]!.GetValue<long>(),
                json["status"]?.GetValue<string>());
        }
        catch (JsonException)
        {
            // The worker died in the middle of the line.
            return null;
        }
    }
}
