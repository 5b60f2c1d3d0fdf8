namespace Experiments.Probe;

/// <summary>Writes probes as CSV for other programs: one line per layer, decimal points, and all digits of each double.</summary>
public static class ProbeCsv
{
    /// <summary>Returns the table with its header. Lines end in line feeds.</summary>
    public static string Write(IReadOnlyList<ProbeResult> results)
    {
        var lines = results.SelectMany(result => result.Layers.Select(layer => Line(result, layer))).Prepend(Head());
        return string.Concat(lines.Select(line => string.Join(',', line.Select(Quote)) + "\n"));
    }

    private static IEnumerable<string> Head() =>
    [
        "label", "layer", "depth", "kind", "fan_in", "fan_out", "scheme", "std", "seeds",
        .. ProbeColumn.All.SelectMany(column => new[] { column.Name, column.Name + "_se" }),
        .. ProbeColumn.All.Where(column => column.Predicted is not null).SelectMany(column =>
            new[] { $"predicted_{column.Name}", $"predicted_{column.Name}_low", $"predicted_{column.Name}_high", $"{column.Name}_inside" }),
        .. ProbeColumn.All.Where(column => column.Expected is not null).Select(column => $"predicted_{column.Name}"),
    ];

    private static IEnumerable<string> Line(ProbeResult result, ProbedLayer layer) =>
    [
        result.FullLabel, layer.Name, Text(layer.Depth), layer.Weight.Layer.KindName,
        Text(layer.Weight.Layer.Fans?.In), Text(layer.Weight.Layer.Fans?.Out), layer.Weight.Description, Text(layer.Weight.Std),
        Text(result.Seeds.Count),
        .. ProbeColumn.All.SelectMany(column => Both(layer.Of(column.Number))),
        .. ProbeColumn.All.Where(column => column.Predicted is not null).SelectMany(column => Predicted(layer, column)),
        .. ProbeColumn.All.Where(column => column.Expected is not null)
            .Select(column => Text(layer.Expected(column.Expected!))),
    ];

    private static IEnumerable<string> Both(Estimate? estimate) =>
        [Text(estimate?.Mean), estimate is { Count: > 1 } several ? Text(several.StandardError) : ""];

    private static IEnumerable<string> Predicted(ProbedLayer layer, ProbeColumn column)
    {
        var all = layer.Predicted(column.Predicted!);
        var predicted = ProbedLayer.Mean(all);
        return [Text(predicted?.Value), Text(predicted?.Low), Text(predicted?.High), Text(layer.Inside(all, column.Number))];
    }

    private static string Text(IFormattable? number) => number is double value
        ? value.ToString("R", CultureInfo.InvariantCulture)
        : number?.ToString(null, CultureInfo.InvariantCulture) ?? "";

    private static string Quote(string field) =>
        field.AsSpan().IndexOfAny(',', '"', '\n') < 0 ? field : $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
