using Experiments.Experiment;

namespace Experiments.Reports.RunPage;

/// <summary>A key of a run's config.</summary>
/// <param name="Default">The default as JSON; null if the key has no default.</param>
internal sealed record ConfigRow(string Key, string Value, string? Default)
{
    public bool Differs => Default != Value;
}

/// <summary>Lists the keys of a run's config with their defaults.</summary>
internal static class ConfigRows
{
    /// <summary>Returns the keys in the order of the reference.</summary>
    public static IReadOnlyList<ConfigRow> Of(JsonObject config)
    {
        var rows = new List<ConfigRow>();
        var catalog = ExperimentCatalog.Instance;
        AddRecord(catalog, rows, "", config, catalog.Root);
        return rows;
    }

    private static void AddRecord(OptionCatalog catalog, List<ConfigRow> rows, string prefix, JsonObject given, Type type)
    {
        var (fresh, writer) = (OptionCatalog.Fresh(type), new OptionWriter(catalog));
        var keys = catalog.Keys(type);
        foreach (var key in keys.Where(key => given.ContainsKey(key.Name)))
        {
            var usual = key.Option.Required ? null : writer.Write(key.ValueIn(fresh), key.Slot.Shape);
            Add(catalog, rows, prefix + key.Name, given[key.Name], key.Slot.Shape, usual, !key.Option.Required);
        }

        // Keys of another version of the program have no default.
        foreach (var (name, value) in given.Where(pair => keys.All(key => key.Name != pair.Key)))
            rows.Add(new ConfigRow(prefix + name, Text(value), null));
    }

    private static void Add(OptionCatalog catalog, List<ConfigRow> rows, string path, JsonNode? value, OptionType shape, JsonNode? usual,
        bool hasDefault)
    {
        switch (shape, value)
        {
            case (OptionType.Record record, JsonObject members):
                AddRecord(catalog, rows, path + ".", members, record.Type);
                break;
            case (OptionType.Choice choice, JsonObject members)
                when members[choice.Registry.Discriminator] is JsonValue word && choice.Row(word.ToString()) is { } row:
                rows.Add(new ConfigRow($"{path}.{choice.Registry.Discriminator}", Text(word),
                    (usual as JsonObject)?[choice.Registry.Discriminator] is { } name ? Text(name) : hasDefault ? Text(usual) : null));
                var rest = (JsonObject)members.DeepClone();
                rest.Remove(choice.Registry.Discriminator);
                AddRecord(catalog, rows, path + ".", rest, row.OptionsType);
                break;
            default:
                rows.Add(new ConfigRow(path, Text(value), hasDefault ? Text(usual) : null));
                break;
        }
    }

    private static string Text(JsonNode? value)
    {
        if (value is null)
            return "null";
        try
        {
            return CanonicalJson.Serialize(value);
        }
        catch (ArgumentException)
        {
            return value.ToJsonString();
        }
    }
}
