using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Experiments.Reports.RunPage;

/// <summary>The numbers of a page as JSON for its script.</summary>
internal static class PageData
{
    // Escapes the characters that HTML gives a meaning, so that no text of a run can end the script element.
    private static readonly JsonSerializerOptions s_safe = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>Returns the JSON; it contains no &lt;, &gt; and &amp;.</summary>
    public static string Of(RunFiles run) => new JsonObject
    {
        ["total_steps"] = run.TotalSteps,
        ["best_step"] = run.Summary?.Progress.Best?.Step,
        ["charts"] = CurveData.Charts(run),
        ["updates"] = CurveData.Updates(run),
        ["rates"] = CurveData.Rates(run),
        ["signal"] = SignalData.Of(run),
        ["histograms"] = SignalData.Histograms(run),
        ["confusion"] = Confusion(run),
        ["predictions"] = Predictions(run),
    }.ToJsonString(s_safe);

    /// <summary>Returns the names of the classes; numbers if the names are unknown.</summary>
    public static IReadOnlyList<string> Classes(RunFiles run, int count) =>
        run.Network?["classes"] is JsonArray names && names.Count == count
            ? [.. names.Select(name => $"{name}")]
            : [.. Enumerable.Range(0, count).Select(number => number.ToString(CultureInfo.InvariantCulture))];

    private static JsonObject? Confusion(RunFiles run)
    {
        if (run.Summary?.Confusion is not { } matrix)
            return null;
        var classes = Enumerable.Range(0, matrix.Counts.GetLength(0)).ToList();
        return new JsonObject
        {
            ["split"] = matrix.Split,
            ["classes"] = new JsonArray([.. Classes(run, classes.Count).Select(name => (JsonNode)name)]),
            ["counts"] = new JsonArray([.. classes.Select(row => new JsonArray(
                [.. classes.Select(column => (JsonNode)matrix.Counts[row, column])]))]),
        };
    }

    private static JsonObject? Predictions(RunFiles run) => run.Predictions is not { } list ? null : new JsonObject
    {
        ["split"] = list.Split,
        ["target"] = new JsonArray([.. list.Targets.Select(JsonText.Number)]),
        ["prediction"] = new JsonArray([.. list.Predictions.Select(JsonText.Number)]),
    };
}
