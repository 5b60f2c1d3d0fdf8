namespace Experiments.Sweeps;

/// <summary>The reason why a process died while it trained a cell, or could not start the cell.</summary>
/// <param name="Reason">One sentence, such as <c>The worker was killed (signal 9), perhaps because memory ran out.</c></param>
/// <param name="LastLines">Last lines of the process's output.</param>
public sealed record CellFailure(string Reason, string Host, IReadOnlyList<string> LastLines)
{
    /// <summary>Content of <c>failures/ID.json</c>.</summary>
    public JsonObject ToJson() => new()
    {
        ["reason"] = Reason,
        ["host"] = Host,
        ["last_lines"] = new JsonArray([.. LastLines.Select(line => JsonValue.Create(line))]),
    };

    public static CellFailure Parse(JsonObject json) => new(
        json["reason"]!.GetValue<string>(), json["host"]!.GetValue<string>(),
        [.. json["last_lines"]!.AsArray().Select(line => line!.GetValue<string>())]);
}
