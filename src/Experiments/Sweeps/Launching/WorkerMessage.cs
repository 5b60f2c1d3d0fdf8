using System.Text.Json;
using System.Text.Json.Nodes;
using Experiments.Serialization;

namespace Experiments.Sweeps.Launching;

/// <summary>
/// A line by which a worker says how far it is. It begins with the record separator (RFC 7464), so that whatever else is written to
/// standard output, by a logger for example, is not taken for one.
/// </summary>
/// <param name="Kind"><c>step</c>, <c>done</c>, <c>busy</c> or <c>failed</c>.</param>
/// <param name="Cell">The cell.</param>
/// <param name="Step">Updates made.</param>
/// <param name="Status">How the cell ended, for <c>done</c>.</param>
public sealed record WorkerMessage(string Kind, string Cell, long Step = 0, string? Status = null)
{
    private const char Separator = '\u001e';

    /// <summary>The line.</summary>
    public string ToLine() => Separator + JsonText.Line(new JsonObject { ["kind"] = Kind, ["cell"] = Cell, ["step"] = Step, ["status"] = Status });

    /// <summary>Reads a line; null where it is none.</summary>
    public static WorkerMessage? Parse(string line)
    {
        if (line.Length == 0 || line[0] != Separator)
            return null;
        try
        {
            var json = JsonNode.Parse(line[1..])!;
            return new WorkerMessage(json["kind"]!.GetValue<string>(), json["cell"]!.GetValue<string>(), json["step"]!.GetValue<long>(), json["status"]?.GetValue<string>());
        }
        catch (JsonException)
        {
            // The worker died in the middle of the line.
            return null;
        }
    }
}
