using Experiments.Studies.Reading;

namespace Experiments.Studies.Judging;

/// <summary>Rows of <c>signal.jsonl</c> of one network and one seed, in the order of the layers.</summary>
internal sealed class LayerTable(IReadOnlyList<JsonObject> rows)
{
    /// <summary>Returns a quantity of a layer, or its least, greatest or mean value over the layers that have it.</summary>
    /// <exception cref="FormatException">The layer or the quantity does not exist.</exception>
    public double Find(ValuePath path)
    {
        var layer = path.Layer!;
        if (ValuePath.LayerWords.Contains(layer))
        {
            var all = rows.Select(row => Number(row, path)).OfType<double>().ToList();
            if (all.Count == 0)
                throw Missing(path, rows[0]);
            return layer switch { "min" => all.Min(), "max" => all.Max(), _ => all.Average() };
        }

        var number = int.Parse(layer, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        if (Math.Abs(number) > rows.Count)
            throw new FormatException(string.Create(CultureInfo.InvariantCulture,
                $"there is no layer {number}; the network has {rows.Count} layers"));
        var row = rows[number > 0 ? number - 1 : rows.Count + number];
        return Number(row, path) ?? throw Missing(path, row);
    }

    private static double? Number(JsonObject row, ValuePath path) => path.Source == ValueSource.Predicted
        ? row["predicted"]?[path.Quantity]?["value"] is { } predicted ? JsonText.ReadNumber(predicted) : null
        : row[path.Quantity] is JsonValue measured ? JsonText.ReadNumber(measured) : null;

    private static FormatException Missing(ValuePath path, JsonObject row)
    {
        var known = (path.Source == ValueSource.Predicted ? row["predicted"]!.AsObject() : row).Where(key => key.Value is not null)
            .Select(key => key.Key).ToList();
        return new FormatException($"the layer has no {(path.Source == ValueSource.Predicted ? "predicted " : "")}'{path.Quantity}' "
            + $"({string.Join(", ", known)}){Names.DidYouMean(path.Quantity, known)}");
    }
}
