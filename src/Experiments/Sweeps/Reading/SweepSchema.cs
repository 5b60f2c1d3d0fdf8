using Experiments.Experiment;
using Experiments.Options.Describing;

namespace Experiments.Sweeps.Reading;

/// <summary>
/// The JSON Schema (draft 2020-12) of a sweep file, with which editors complete and check it. Sections come from the types that hold them,
/// patches from the schema of configs.
/// </summary>
/// <remarks>It can't see relations between keys, nor the values of keys that are written as paths; the reader does.</remarks>
public static class SweepSchema
{
    /// <summary>Returns the schema as indented text.</summary>
    public static string Text(Language language) => JsonText.Document(Generate(language));

    /// <summary>Returns the schema with descriptions in one language.</summary>
    public static JsonObject Generate(Language language)
    {
        string Say(string english, string chinese) => language == Language.Chinese ? chinese : english;
        var config = ConfigSchema.Generate(language);
        var definitions = (JsonObject)config["$defs"]!.DeepClone();
        definitions["patch"] = Patch((JsonObject)config["properties"]!.DeepClone());
        definitions["axis"] = new JsonObject { ["anyOf"] = new JsonArray([.. Axes(Say)]) };
        return new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "Sweep",
            ["description"] = Say("Runs of one base config along axes, and how they are compared.", "一个基础配置沿若干轴的运行，以及如何比较它们。"),
            ["type"] = "object",
            ["required"] = new JsonArray("base", "axes"),
            ["properties"] = new JsonObject
            {
                ["$schema"] = Described(new JsonObject { ["type"] = "string" }, Say("Where an editor finds this schema.", "编辑器在哪里找到此模式。")),
                ["name"] = Described(new JsonObject { ["type"] = "string", ["pattern"] = $"^{ExperimentConfig.NamePattern}$" }, Say("Name of the sweep and of its folder; the file's name unless given.", "扫描及其文件夹的名称；不写则取文件名。")),
                ["base"] = Described(new JsonObject { ["type"] = "string", ["minLength"] = 1 }, Say("The config that is varied, relative to this file.", "要变化的配置，路径相对于本文件。")),
                ["set"] = Described(Reference("patch"), Say("Keys laid over the base config, nested or as paths.", "叠加在基础配置上的键，可嵌套，也可写成路径。")),
                ["axes"] = Described(List(Reference("axis"), 1), Say("What varies; the last axis varies fastest.", "变化的内容；最后一个轴变化最快。")),
                ["exclude"] = Described(List(new JsonObject { ["type"] = "object" }, 0), Say("Points that are left out: axes and the values of them, such as { \"policy\": \"zeros\" }.", "排除的点：各轴及其取值，例如 { \"policy\": \"zeros\" }。")),
                ["random"] = Described(Section<RandomSearchOptions>(language, "count"), Say("Points drawn from the axes instead of all of them.", "从各轴随机抽取若干点，而不是运行所有点。")),
                ["compare"] = Described(Section<CompareOptions>(language), Say("What the results are compared by.", "按什么比较结果。")),
                ["slurm"] = Described(Section<SlurmOptions>(language), Say("What an array job asks Slurm for.", "数组作业向 Slurm 请求什么。")),
            },
            ["additionalProperties"] = false,
            ["$defs"] = definitions,
        };
    }

    private static IEnumerable<JsonObject> Axes(Func<string, string, string> say)
    {
        JsonObject Key() => Described(new JsonObject { ["type"] = "string", ["pattern"] = "^[^.]+(?:\\.[^.]+)*$", ["not"] = new JsonObject { ["const"] = "seed" } }, say("The key that varies, as a path.", "变化的键，写成路径。"));
        JsonObject Name() => Described(new JsonObject { ["type"] = "string", ["minLength"] = 1 }, say("What the axis is called.", "轴的名称。"));
        JsonObject Number(string type) => new() { ["type"] = type };
        yield return Axis(say("Values of a key.", "一个键的若干取值。"), ["key", "values"], ("key", Key()), ("name", Name()), ("values", List([], 1)));
        yield return Axis(say("Named patches of any keys.", "若干命名的补丁，可改任意键。"), ["name", "patches"], ("name", Name()), ("patches", new JsonObject { ["type"] = "object", ["additionalProperties"] = Reference("patch") }));
        yield return Axis(say("Axes as long as one another that go side by side.", "长度相同、并行变化的几个轴。"), ["zip"], ("zip", List(Reference("axis"), 2)));
        yield return Axis(say("The seeds of every point: how many, a range, or a list.", "每个点的种子：个数、区间或列表。"), ["seeds"], ("seeds", new JsonObject
        {
            ["anyOf"] = new JsonArray(
                new JsonObject { ["type"] = "integer", ["minimum"] = 1 },
                Axis("", ["count"], ("from", new JsonObject { ["type"] = "integer", ["minimum"] = 0 }), ("count", new JsonObject { ["type"] = "integer", ["minimum"] = 1 })),
                List(new JsonObject { ["type"] = "integer", ["minimum"] = 0 }, 1)),
        }));
        yield return Axis(say("For a random search: a number between two.", "用于随机搜索：两数之间。"), ["key", "uniform"], ("key", Key()), ("name", Name()), ("uniform", Ends(Number("number"))));
        yield return Axis(say("For a random search: a number between two, evenly in its logarithm.", "用于随机搜索：两数之间，按对数均匀。"), ["key", "log_uniform"], ("key", Key()), ("name", Name()), ("log_uniform", Ends(Number("number"))));
        yield return Axis(say("For a random search: a whole number, both ends among them.", "用于随机搜索：整数，含两端。"), ["key", "integers"], ("key", Key()), ("name", Name()), ("integers", Ends(Number("integer"))));
    }

    private static JsonObject Axis(string description, string[] required, params (string Key, JsonObject Schema)[] keys) => Described(new JsonObject
    {
        ["type"] = "object",
        ["required"] = new JsonArray([.. required.Select(key => JsonValue.Create(key))]),
        ["properties"] = new JsonObject(keys.Select(key => KeyValuePair.Create(key.Key, (JsonNode?)key.Schema))),
        ["additionalProperties"] = false,
    }, description);

    // A key may be a path, { "init.weight": "zeros" }, of which a schema sees only the beginning.
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

    private static JsonObject Ends(JsonObject number) => new() { ["type"] = "array", ["items"] = number, ["minItems"] = 2, ["maxItems"] = 2 };

    private static JsonObject Described(JsonObject schema, string description)
    {
        if (description.Length > 0)
            schema.Insert(0, "description", description);
        return schema;
    }

    private static JsonObject Reference(string definition) => new() { ["$ref"] = $"#/$defs/{definition}" };
}
