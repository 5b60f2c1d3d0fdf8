using Experiments.Comparison.Curves;

namespace Experiments.Reports.RunPage;

/// <summary>The measured signal by layer and update, as data for the page's script.</summary>
internal static class SignalData
{
    /// <summary>Largest number of measurements on the page.</summary>
    public const int Most = 120;

    private const int MostRidges = 10;

    private static readonly string[] s_quantities = ["pre_activation_second_moment", "pre_activation_grad_var", "update_ratio",
        "dead_share", "saturated_share"];

    private static readonly string[] s_histograms = ["pre_activation", "activation", "pre_activation_grad", "weight", "weight_grad"];

    /// <summary>Returns the quantities indexed [layer][measurement]; null if nothing was measured.</summary>
    public static JsonNode? Of(RunFiles run)
    {
        if (run.Signal.Count == 0)
            return null;
        var steps = Steps(run).Shown;
        var layers = Layers(run);
        var rows = run.Signal.ToLookup(row => (Layer(row), RunFiles.Step(row)));
        return new JsonObject
        {
            ["step"] = new JsonArray([.. steps.Select(step => (JsonNode)step)]),
            ["layer"] = new JsonArray([.. layers.Select(layer => (JsonNode)layer)]),
            ["values"] = new JsonObject(s_quantities.Select(quantity => KeyValuePair.Create(quantity, (JsonNode?)new JsonArray(
                [.. layers.Select(layer => CurveData.Column(
                    steps.Select(step => rows[(layer, step)].LastOrDefault() ?? []), quantity))])))),
        };
    }

    /// <summary>Returns the measured updates that the page shows, and the number of all measured updates.</summary>
    public static (IReadOnlyList<long> Shown, int All) Steps(RunFiles run)
    {
        var all = run.Signal.Select(RunFiles.Step).Distinct().ToList();
        return (Thinning.Of(all, Most), all.Count);
    }

    /// <summary>Returns the histograms indexed [layer][measurement]; null if none was recorded.</summary>
    public static JsonNode? Histograms(RunFiles run)
    {
        var with = run.Signal.Where(row => row["histograms"] is JsonObject).ToList();
        if (with.Count == 0)
            return null;
        var steps = Chosen(with.Select(RunFiles.Step).Distinct().ToList());
        var layers = Layers(run);
        var rows = with.ToLookup(row => (Layer(row), RunFiles.Step(row)));
        return new JsonObject
        {
            ["step"] = new JsonArray([.. steps.Select(step => (JsonNode)step)]),
            ["layer"] = new JsonArray([.. layers.Select(layer => (JsonNode)layer)]),
            ["values"] = new JsonObject(s_histograms.Select(name => KeyValuePair.Create(name, (JsonNode?)new JsonArray(
                [.. layers.Select(layer => new JsonArray(
                    [.. steps.Select(step => Histogram(rows[(layer, step)].LastOrDefault()?["histograms"], name))]))])))),
        };
    }

    // A damaged histogram is left out; the page's script relies on its fields.
    private static JsonNode? Histogram(JsonNode? histograms, string name) =>
        (histograms as JsonObject)?[name] is JsonObject one && one["counts"] is JsonArray { Count: > 0 } counts
            && counts.Append(one["min"]).Append(one["max"]).All(value => value?.GetValueKind() == JsonValueKind.Number)
            ? one.DeepClone()
            : null;

    // The first measurements are close together, because the largest changes follow the initialisation.
    private static List<long> Chosen(List<long> steps)
    {
        if (steps.Count <= MostRidges)
            return steps;
        return [.. Enumerable.Range(0, MostRidges)
            .Select(i => (int)Math.Round((steps.Count - 1) * Math.Pow((double)i / (MostRidges - 1), 1.5))).Distinct()
            .Select(index => steps[index])];
    }

    private static List<string> Layers(RunFiles run) =>
        [.. run.Signal.GroupBy(Layer).OrderBy(rows => RunFiles.Whole(rows.First()["depth"]) ?? 0).Select(rows => rows.Key)];

    private static string Layer(JsonObject row) => $"{row["layer"]}";
}
