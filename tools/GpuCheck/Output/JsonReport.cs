using System.Text.Json.Nodes;
using Experiments.Serialization;
using GpuCheck.Checks;

namespace GpuCheck.Output;

/// <summary>The table as a JSON file.</summary>
internal static class JsonReport
{
    /// <summary>Writes the file, replacing what is there.</summary>
    public static void Write(string path, JsonObject facts, IEnumerable<Row> rows)
    {
        var document = (JsonObject)facts.DeepClone();
        document["rows"] = new JsonArray([.. rows.Select(row => (JsonNode?)new JsonObject
        {
            ["check"] = row.Check,
            ["name"] = row.Name,
            ["status"] = row.Verdict.Status.ToString().ToLowerInvariant(),
            ["figure"] = row.Verdict.Figure is { } figure ? JsonText.Number(figure) : null,
            ["tolerance"] = row.Verdict.Tolerance is { } tolerance ? JsonText.Number(tolerance) : null,
            ["seconds"] = JsonText.Number(Math.Round(row.Seconds, 3)),
            ["note"] = row.Verdict.Note,
        })]);
        File.WriteAllText(path, JsonText.Document(document));
    }
}
