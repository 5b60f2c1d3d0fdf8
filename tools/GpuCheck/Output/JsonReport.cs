using System.Text.Json.Nodes;
using Experiments.Serialization;
using GpuCheck.Checks;

namespace GpuCheck.Output;

/// <summary>Writes the table as a JSON file.</summary>
internal static class JsonReport
{
    /// <summary>Writes the file. An existing file is replaced.</summary>
    public static void Write(string path, JsonObject facts, IEnumerable<Row> rows)
    {
        var document = (JsonObject)facts.DeepClone();
        document["rows"] = new JsonArray([.. rows.Select(row => (JsonNode?)new JsonObject
        {
            ["check"] = row.Check,
            ["name"] = row.Name,
            ["status"] = row.Result.Status.ToString().ToLowerInvariant(),
            ["figure"] = row.Result.Figure is { } figure ? JsonText.Number(figure) : null,
            ["tolerance"] = row.Result.Tolerance is { } tolerance ? JsonText.Number(tolerance) : null,
            ["seconds"] = JsonText.Number(Math.Round(row.Seconds, 3)),
            ["note"] = row.Result.Note,
        })]);
        File.WriteAllText(path, JsonText.Document(document));
    }
}
