using Experiments.Options.Expressions;
using Experiments.Options.Reading;

namespace Experiments.Options.Describing;

/// <summary>Writes the JSON Schema of a catalog of options, with descriptions in one language.</summary>
internal sealed class SchemaWriter(OptionCatalog catalog, ConfigText words)
{
    private readonly OptionWriter _writer = new(catalog);

    public JsonObject Write()
    {
        var properties = new JsonObject
        {
            [LayerReader.Schema] = new JsonObject { ["type"] = "string", ["description"] = words.SchemaKey },
            [LayerReader.Extends] = Extends(),
        };
        AddKeys(properties, catalog.Root);
        if (catalog.FreeSection is { } section)
            properties[section] = new JsonObject { ["type"] = "object", ["description"] = words.LoggingKey };
        return new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "Experiment",
            ["description"] = words.Experiment,
            ["type"] = "object",
            ["properties"] = properties,
            ["additionalProperties"] = false,
            ["$defs"] = Definitions(),
        };
    }

    /// <summary>Returns the schema of an object with fixed keys.</summary>
    public JsonObject Keys(Type type)
    {
        var properties = new JsonObject();
        AddKeys(properties, type);
        return new JsonObject { ["type"] = "object", ["properties"] = properties, ["additionalProperties"] = false };
    }

    private JsonObject Extends() => new()
    {
        ["description"] = words.ExtendsKey,
        ["anyOf"] = new JsonArray(
            new JsonObject { ["type"] = "string", ["minLength"] = 1 },
            new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["type"] = "string", ["minLength"] = 1 } }),
    };

    private JsonObject Definitions()
    {
        var definitions = new JsonObject();
        foreach (var registry in catalog.Registries)
        {
            definitions.Add(registry.Noun, Choice(registry));
            foreach (var row in registry.Rows)
                definitions.Add(RowName(registry, row), Row(registry, row));
        }
        return definitions;
    }

    // The value has one of three forms: a word; an object with a discriminator, with one schema for each row; an object without a
    // discriminator, which another layer sets.
    private JsonObject Choice(IRegistry registry)
    {
        var choices = new JsonArray(new JsonObject
        {
            ["description"] = words.WordAlone(registry.Discriminator),
            ["enum"] = new JsonArray([.. registry.Rows.Select(row => JsonValue.Create(row.Name))]),
        });
        foreach (var row in registry.Rows)
            choices.Add(Reference(RowName(registry, row)));
        choices.Add(Partial(registry));
        return new JsonObject { ["oneOf"] = choices };
    }

    private JsonObject Row(IRegistry registry, RegistryRow row)
    {
        var properties = new JsonObject { [registry.Discriminator] = new JsonObject { ["const"] = row.Name,
            ["description"] = row.SummaryIn(words.Language) } };
        AddKeys(properties, row.OptionsType);
        return new JsonObject
        {
            ["title"] = row.Name,
            ["description"] = row.SummaryIn(words.Language),
            ["type"] = "object",
            ["required"] = new JsonArray(registry.Discriminator),
            ["properties"] = properties,
            ["additionalProperties"] = false,
        };
    }

    private JsonObject Partial(IRegistry registry)
    {
        var properties = new JsonObject();
        foreach (var keys in registry.Rows.SelectMany(row => catalog.Keys(row.OptionsType)).GroupBy(key => key.Name))
        {
            var schemas = keys.Select(key => Place(key.Slot)).Aggregate(new List<JsonObject>(),
                (kept, next) => kept.Exists(old => JsonNode.DeepEquals(old, next)) ? kept : [.. kept, next]);
            properties.Add(keys.Key, schemas.Count == 1 ? schemas[0] : new JsonObject { ["anyOf"] = new JsonArray([.. schemas]) });
        }
        return new JsonObject
        {
            ["description"] = words.SaidElsewhere(registry.Discriminator),
            ["type"] = "object",
            ["not"] = new JsonObject { ["required"] = new JsonArray(registry.Discriminator) },
            ["properties"] = properties,
            ["additionalProperties"] = false,
        };
    }

    private void AddKeys(JsonObject properties, Type type)
    {
        var defaults = OptionCatalog.Fresh(type);
        foreach (var key in catalog.Keys(type))
        {
            var schema = new JsonObject { ["description"] = words.Summary(key) };
            if (!key.Option.Required)
                schema["default"] = _writer.Write(key.ValueIn(defaults), key.Slot.Shape);
            foreach (var (name, value) in Place(key.Slot))
                schema[name] = value?.DeepClone();
            properties.Add(key.Name, schema);
        }
    }

    private JsonObject Place(Slot slot) => slot.Nullable
        ? new JsonObject { ["anyOf"] = new JsonArray(Value(slot), new JsonObject { ["type"] = "null" }) }
        : Value(slot);

    private JsonObject Value(Slot slot) => slot.Shape switch
    {
        OptionType.Integer integer => Bounded("integer", slot.Option, integer.Lowest, integer.Highest),
        OptionType.Number => Bounded("number", slot.Option, double.NegativeInfinity, double.PositiveInfinity),
        OptionType.Formula formula => Formula(formula, slot.Option),
        OptionType.Boolean => new JsonObject { ["type"] = "boolean" },
        OptionType.Text => Text(slot.Option),
        OptionType.List => List(slot),
        OptionType.Record record => Keys(record.Type),
        OptionType.Choice choice => Reference(choice.Registry.Noun),
        _ => throw new ArgumentOutOfRangeException(nameof(slot)),
    };

    private JsonObject List(Slot slot)
    {
        var schema = new JsonObject { ["type"] = "array", ["items"] = Value(slot.Element!), ["minItems"] = slot.Option.MinimumLength };
        if (slot.Option.MaximumLength < int.MaxValue)
            schema["maxItems"] = slot.Option.MaximumLength;
        return schema;
    }

    private static JsonObject Bounded(string type, OptionAttribute option, double lowest, double highest)
    {
        var schema = new JsonObject { ["type"] = type };
        var (least, most) = (Math.Max(option.Minimum, lowest), Math.Min(option.Maximum, highest));
        if (double.IsFinite(least))
            schema[option.ExclusiveMinimum ? "exclusiveMinimum" : "minimum"] = least;
        if (double.IsFinite(most))
            schema[option.ExclusiveMaximum ? "exclusiveMaximum" : "maximum"] = most;
        return schema;
    }

    // The schema checks only the characters and words of an expression, and refuses numbers in quotes. The config reader checks the whole
    // expression.
    private static JsonObject Formula(OptionType.Formula formula, OptionAttribute option)
    {
        var words = string.Join('|', formula.Names.Concat(Expression.Functions).Append("pi"));
        return new JsonObject
        {
            ["anyOf"] = new JsonArray(
                Bounded("number", option, double.NegativeInfinity, double.PositiveInfinity),
                new JsonObject
                {
                    ["type"] = "string",
                    ["pattern"] = $"^(?:[-+*/^(), .0-9]|[.0-9][eE]|{words})+$",
                    ["not"] = new JsonObject { ["pattern"] = "^ *[-+]?[.0-9]+(?:[eE][-+]?[0-9]+)? *$" },
                }),
        };
    }

    private static JsonObject Text(OptionAttribute option)
    {
        if (option.Allowed.Length > 0)
            return new JsonObject { ["enum"] = new JsonArray([.. option.Allowed.Select(word => JsonValue.Create(word))]) };
        return option.Pattern.Length > 0
            ? new JsonObject { ["type"] = "string", ["pattern"] = $"^(?:{option.Pattern})$" }
            : new JsonObject { ["type"] = "string" };
    }

    private static JsonObject Reference(string definition) => new() { ["$ref"] = $"#/$defs/{definition}" };

    private static string RowName(IRegistry registry, RegistryRow row) => $"{registry.Noun}.{row.Name}";
}
