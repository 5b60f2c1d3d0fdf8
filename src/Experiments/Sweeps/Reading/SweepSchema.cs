using Experiments.Experiment;
using Experiments.Options.Describing;
using Experiments.Sweeps.Stacking;

namespace Experiments.Sweeps.Reading;

/// <summary>
/// Generates the JSON Schema (draft 2020-12) of a sweep file, for completion and checks in editors. The schema of a section is generated
/// from the section's type; the schema of a patch is taken from the schema of configs.
/// </summary>
/// <remarks>The schema can't check relations between keys, or the values of keys written as paths. <see cref="SweepReader"/> checks
/// them.</remarks>
public static class SweepSchema
{
    /// <summary>Returns the schema as indented text.</summary>
    public static string Text(Language language) => JsonText.Document(Generate(language));

    /// <summary>Returns the schema with descriptions in one language.</summary>
    public static JsonObject Generate(Language language)
    {
        var texts = Texts.Of(language);
        var config = ConfigSchema.Generate(language);
        var definitions = (JsonObject)config["$defs"]!.DeepClone();
        definitions["patch"] = Patch((JsonObject)config["properties"]!.DeepClone());
        definitions["axis"] = new JsonObject { ["anyOf"] = new JsonArray([.. Axes(texts)]) };
        return new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "Sweep",
            ["description"] = texts["sweep.description"],
            ["type"] = "object",
            ["required"] = new JsonArray("base", "axes"),
            ["properties"] = new JsonObject
            {
                ["$schema"] = Described(new JsonObject { ["type"] = "string" }, texts["sweep.schema_key"]),
                ["name"] = Described(new JsonObject { ["type"] = "string", ["pattern"] = $"^{ExperimentConfig.NamePattern}$" },
                    texts["sweep.name"]),
                ["base"] = Described(new JsonObject { ["type"] = "string", ["minLength"] = 1 }, texts["sweep.base"]),
                ["set"] = Described(Reference("patch"), texts["sweep.set"]),
                ["axes"] = Described(List(Reference("axis"), 1), texts["sweep.axes"]),
                ["exclude"] = Described(List(new JsonObject { ["type"] = "object" }, 0), texts["sweep.exclude"]),
                ["random"] = Described(Section<RandomSearchOptions>(language, "count"), texts["sweep.random"]),
                ["compare"] = Described(Section<CompareOptions>(language), texts["sweep.compare"]),
                ["stack"] = Described(Stack(), texts["sweep.stack"]),
                ["slurm"] = Described(Section<SlurmOptions>(language), texts["sweep.slurm"]),
            },
            ["additionalProperties"] = false,
            ["$defs"] = definitions,
        };
    }

    private static JsonObject Stack() => new()
    {
        ["anyOf"] = new JsonArray(new JsonObject { ["const"] = "auto" },
            new JsonObject { ["type"] = "integer", ["minimum"] = StackSize.Fewest, ["maximum"] = StackSize.Most }),
    };

    private static IEnumerable<JsonObject> Axes(Texts texts)
    {
        JsonObject Key() => Described(new JsonObject { ["type"] = "string", ["pattern"] = "^[^.]+(?:\\.[^.]+)*$",
            ["not"] = new JsonObject { ["const"] = "seed" } }, texts["sweep.axis.key"]);
        JsonObject Name() => Described(new JsonObject { ["type"] = "string", ["minLength"] = 1 }, texts["sweep.axis.name"]);
        JsonObject Number(string type) => new() { ["type"] = type };
        yield return Axis(texts["sweep.axis.values"], ["key", "values"], ("key", Key()), ("name", Name()), ("values", List([], 1)));
        yield return Axis(texts["sweep.axis.patches"], ["name", "patches"], ("name", Name()),
            ("patches", new JsonObject { ["type"] = "object", ["additionalProperties"] = Reference("patch") }));
        yield return Axis(texts["sweep.axis.zip"], ["zip"], ("zip", List(Reference("axis"), 2)));
        yield return Axis(texts["sweep.axis.seeds"], ["seeds"], ("seeds", new JsonObject
        {
            ["anyOf"] = new JsonArray(
                new JsonObject { ["type"] = "integer", ["minimum"] = 1 },
                Axis("", ["count"], ("from", new JsonObject { ["type"] = "integer", ["minimum"] = 0 }),
                    ("count", new JsonObject { ["type"] = "integer", ["minimum"] = 1 })),
                List(new JsonObject { ["type"] = "integer", ["minimum"] = 0 }, 1)),
        }));
        yield return Axis(texts["sweep.axis.uniform"], ["key", "uniform"], ("key", Key()), ("name", Name()),
            ("uniform", Ends(Number("number"))));
        yield return Axis(texts["sweep.axis.log_uniform"], ["key", "log_uniform"], ("key", Key()), ("name", Name()),
            ("log_uniform", Ends(Number("number"))));
        yield return Axis(texts["sweep.axis.integers"], ["key", "integers"], ("key", Key()), ("name", Name()),
            ("integers", Ends(Number("integer"))));
    }

    private static JsonObject Axis(string description, string[] required, params (string Key, JsonObject Schema)[] keys) =>
        Described(new JsonObject
        {
            ["type"] = "object",
            ["required"] = new JsonArray([.. required.Select(key => JsonValue.Create(key))]),
            ["properties"] = new JsonObject(keys.Select(key => KeyValuePair.Create(key.Key, (JsonNode?)key.Schema))),
            ["additionalProperties"] = false,
        }, description);

    // A key may be a path, { "init.weight": "zeros" }. Of a path, the schema checks only the first name.
    private static JsonObject Patch(JsonObject keys)
    {
        keys.Remove("$schema");
        keys.Remove("extends");
        return new JsonObject
        {
            ["type"] = "object",
            ["propertyNames"] = new JsonObject { ["pattern"] = $"^(?:{string.Join('|', keys.Select(key => key.Key))})(?:\\.[^.]+)*$" },
            ["properties"] = keys,
        };
    }

    private static JsonObject Section<T>(Language language, params string[] required)
    {
        var schema = new SchemaWriter(new OptionCatalog(typeof(T), []), ConfigText.In(language)).Keys(typeof(T));
        if (required.Length > 0)
            schema["required"] = new JsonArray([.. required.Select(key => JsonValue.Create(key))]);
        return schema;
    }

    private static JsonObject List(JsonObject item, int least) => new() { ["type"] = "array", ["items"] = item, ["minItems"] = least };

    private static JsonObject Ends(JsonObject number) =>
        new() { ["type"] = "array", ["items"] = number, ["minItems"] = 2, ["maxItems"] = 2 };

    private static JsonObject Described(JsonObject schema, string description)
    {
        if (description.Length > 0)
            schema.Insert(0, "description", description);
        return schema;
    }

    private static JsonObject Reference(string definition) => new() { ["$ref"] = $"#/$defs/{definition}" };
}
