using Experiments.Options.Reading;
using Experiments.Options.Describing;

namespace Experiments.Experiment.Starting;

/// <summary>Writes values and, as comments, all other keys that the config could have.</summary>
internal sealed class StarterWriter(OptionCatalog catalog, ConfigText words)
{
    private const int Width = 110;

    private readonly OptionWriter _writer = new(catalog);
    private readonly StringBuilder _text = new();

    /// <param name="live">Keys with values; every key must be known.</param>
    /// <param name="schema">Address of the JSON Schema; may be null.</param>
    public string Write(JsonObject live, string? schema)
    {
        Comment(0, words.StarterHead);
        Line(0, "{");
        if (schema is not null)
            Line(1, $"\"{LayerReader.Schema}\": {CanonicalJson.Serialize(schema)},");
        Members(live, catalog.Root, 1);
        Line(0, "}");
        return _text.ToString();
    }

    // Writes the keys with values first, then the keys without values as comments.
    private void Members(JsonObject live, Type type, int depth)
    {
        var defaults = OptionCatalog.Fresh(type);
        foreach (var key in catalog.Keys(type).Where(key => IsLive(key, live)))
            Live(key, live[key.Name], depth);
        foreach (var key in catalog.Keys(type).Where(key => !IsLive(key, live)))
        {
            Explain(key, depth);
            ExplainOwnKeys(key, depth);
            Line(depth, $"// \"{key.Name}\": {Default(key, key.ValueIn(defaults))},");
        }
    }

    // An object with fixed keys is written even without values, so that each of its lines can be uncommented separately.
    private static bool IsLive(OptionKey key, JsonObject live) =>
        live.ContainsKey(key.Name) || key.Slot is { Shape: OptionType.Record, Nullable: false };

    private void Live(OptionKey key, JsonNode? value, int depth)
    {
        Explain(key, depth);
        if (key.Slot.Shape is OptionType.Record record && value is null or JsonObject)
            Section(key.Name, value as JsonObject ?? [], record.Type, depth);
        else if (key.Slot.Shape is OptionType.Choice choice && depth == 1 && value is JsonObject chosen
            && choice.Row(Word(choice, chosen)) is { } row)
            Choice(key.Name, chosen, choice, row, depth);
        else
            Line(depth, $"\"{key.Name}\": {Inline(value)},");
    }

    private void Section(string name, JsonObject live, Type type, int depth)
    {
        Line(depth, $"\"{name}\": {{");
        Members(live, type, depth + 1);
        Line(depth, "},");
    }

    private void Choice(string name, JsonObject chosen, OptionType.Choice choice, RegistryRow row, int depth)
    {
        Line(depth, $"\"{name}\": {{");
        Comment(depth + 1, row.SummaryIn(words.Language));
        Line(depth + 1, $"\"{choice.Registry.Discriminator}\": \"{row.Name}\",");
        Members(chosen, row.OptionsType, depth + 1);
        Line(depth, "},");
    }

    private void Explain(OptionKey key, int depth)
    {
        var hint = key.Slot is { Shape: OptionType.Record, Nullable: false } ? "" : $" [{words.Hint(key)}]";
        if (depth == 1)
            _text.Append('\n');
        Comment(depth, words.Summary(key) + hint);
    }

    // Writes, as comments, the keys of an object that is null by default.
    private void ExplainOwnKeys(OptionKey key, int depth)
    {
        if (key.Slot.Shape is not OptionType.Record record)
            return;
        foreach (var own in catalog.Keys(record.Type))
            Comment(depth, $"- {own.Name}: {words.Summary(own)} [{words.Hint(own)}]");
    }

    private void Comment(int depth, string text)
    {
        foreach (var line in ColumnWidth.Wrap(text, Width - 2 * depth))
            Line(depth, $"// {line}");
    }

    private void Line(int depth, string text) => _text.Append(' ', 2 * depth).Append(text).Append('\n');

    private string Default(OptionKey key, object? value) => Inline(_writer.Write(value, key.Slot.Shape));

    private static string Word(OptionType.Choice choice, JsonObject chosen) => chosen[choice.Registry.Discriminator]!.GetValue<string>();

    private static string Inline(JsonNode? value) => value switch
    {
        JsonObject { Count: > 0 } members =>
            $"{{ {string.Join(", ", members.Select(member => $"{CanonicalJson.Serialize(member.Key)}: {Inline(member.Value)}"))} }}",
        JsonArray list => $"[{string.Join(", ", list.Select(Inline))}]",
        _ => CanonicalJson.Serialize(value),
    };
}
