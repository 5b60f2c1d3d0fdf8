using System.Text.Json.Nodes;

namespace Experiments.Sweeps;

/// <summary>How a process died over a cell, or why it could not begin.</summary>
/// <param name="Reason">A sentence: <c>The worker was killed (signal 9), perhaps for want of memory.</c></param>
/// <param name="Host">The machine.</param>
/// <param name="LastLines">The last lines that it wrote.</param>
public sealed record CellFailure(string Reason, string Host, IReadOnlyList<string> LastLines)
{
    /// <summary>What stands in <c>failures/ID.json</c>.</summary>
    public JsonObject ToJson() => new()
    {
        ["reason"] = Reason,
        ["host"] = Host,
        ["last_lines"] = new JsonArray([.. LastLines.Select(line => JsonValue.Create(line))]),
    };

    /// <summary>Reads it back.</summary>
    public static CellFailure Parse(JsonObject json) => new(
        json["reason"]!.GetValue<string>(), json["host"]!.GetValue<string>(), [.. json["last_lines"]!.AsArray().Select(line => line!.GetValue<string>())]);
}
