using Experiments.Figures;
using Experiments.Signal.Measure;
using Experiments.Signal.Predict;

namespace Experiments.Probe;

/// <summary>Writes a probe as files: <c>probe.csv</c>, <c>signal.jsonl</c>, figures and <c>README.md</c>.</summary>
public static class ProbeFolder
{
    private const string Table = "probe.csv";

    /// <summary>Whether a probe may be written to a folder: the folder does not exist, is empty, or contains an earlier probe.</summary>
    public static bool MayWrite(string folder) =>
        !Directory.Exists(folder)
            ? !File.Exists(folder)
            : File.Exists(Path.Combine(folder, Table)) || !Directory.EnumerateFileSystemEntries(folder).Any();

    /// <summary>Writes the folder; files of an earlier probe are replaced.</summary>
    /// <returns>The files, in the order of writing.</returns>
    /// <exception cref="IOException">The folder can't be written.</exception>
    public static IReadOnlyList<string> Write(string folder, IReadOnlyList<ProbeResult> results)
    {
        Directory.CreateDirectory(folder);
        var figures = Figures(results).ToList();
        var files = new List<(string Name, string Text)>
        {
            // The table is written first, because a later probe recognises the folder by this file.
            (Table, ProbeCsv.Write(results)),
            ("README.md", ProbeMarkdown.Write(results, [.. figures.Select(figure => (figure.Name, figure.Figure.Title))])),
            ("signal.jsonl", Signal(results)),
        };
        files.AddRange(figures.Select(figure => (figure.Name, figure.Figure.ToSvg())));
        foreach (var (name, text) in files)
            AtomicFile.Write(Path.Combine(folder, name), text);
        return [.. files.Select(file => Path.Combine(folder, file.Name))];
    }

    private static IEnumerable<(string Name, Figure Figure)> Figures(IReadOnlyList<ProbeResult> results)
    {
        yield return ("variance.svg", ProbeFigures.Variances(results));
        if (CorrelationFigure.Of(results) is { } correlation)
            yield return ("correlation.svg", correlation);
        var facets = results.GroupBy(result => result.Facet).Select(facet => facet.ToList()).ToList();
        if (PhaseDiagram.Of(results) is { } phase)
            yield return ("phase.svg", phase);
        for (var i = 0; i < facets.Count; i++)
        {
            var number = i == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"-{i + 1}");
            yield return ($"activations{number}.svg", ProbeFigures.Activations(facets[i]));
            yield return ($"gradients{number}.svg", ProbeFigures.Gradients(facets[i]));
        }
    }

    // Returns lines in the format of a run's signal.jsonl. Each line begins with network and seed, and ends with the predictions.
    private static string Signal(IReadOnlyList<ProbeResult> results)
    {
        var lines = from result in results
                    from seed in result.Seeds.Select((value, index) => (Value: value, Index: index))
                    from layer in result.Layers
                    select Line(result.FullLabel, seed.Value, SignalRow.ToJson(0, layer.Measured[seed.Index]), layer.Forecasts[seed.Index]);
        return string.Concat(lines);
    }

    private static string Line(string label, long seed, JsonObject row, LayerForecast forecast)
    {
        row["predicted"] = new JsonObject(ProbeColumn.All.Where(column => column is not { Predicted: null, Expected: null })
            .Select(column => new KeyValuePair<string, JsonNode?>(column.Name, column.Predicted is { } predicted
                ? Predicted(predicted(forecast))
                : Expected(column.Expected!(forecast)))));
        row.Insert(0, "seed", seed);
        row.Insert(0, "label", label);
        return JsonText.Line(row) + "\n";
    }

    private static JsonObject? Expected(double? value) =>
        value is { } number ? new JsonObject { ["value"] = JsonText.Number(number) } : null;

    private static JsonObject? Predicted(Predicted? predicted) => predicted is null ? null : new JsonObject
    {
        ["value"] = JsonText.Number(predicted.Value),
        ["low"] = JsonText.Number(predicted.Low),
        ["high"] = JsonText.Number(predicted.High),
    };
}
