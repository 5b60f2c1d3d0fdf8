using System.Text.Json.Nodes;

namespace GpuCheck.Training;

/// <summary>Small experiments on the data sets that ship with the program.</summary>
internal static class SmallConfigs
{
    /// <summary>Number of updates of each experiment.</summary>
    public const int Updates = 6;

    /// <summary>Number of examples per batch.</summary>
    public const int Batch = 16;

    /// <summary>Returns an experiment on images of digits (classification).</summary>
    public static JsonObject Digits() => Parse($$"""
        {
          "data": { "kind": "digits", "limit": 80, "batch_size": {{Batch}}, "validation": 40, "test": 40 },
          "model": { "kind": "mlp", "hidden": [32, 32] },
          "optimizer": { "kind": "sgd", "lr": 0.01, "momentum": 0.9 },
          "training": { "steps": {{Updates}}, "eval_every_steps": 3 }
        }
        """);

    /// <summary>Returns an experiment on house prices (regression).</summary>
    /// <param name="isLogarithm">Whether the logarithm of the price is predicted.</param>
    public static JsonObject Prices(bool isLogarithm)
    {
        var config = Digits();
        config["data"] = Parse($$"""{ "kind": "ames", "limit": 80, "batch_size": {{Batch}}, "validation": 40, "test": 40, "log_target": """
            + $$"""{{(isLogarithm ? "true" : "false")}} }""");
        return config;
    }

    /// <summary>Experiments with every kind of layer and every random operation, by name, for checks of reproducibility.</summary>
    public static IReadOnlyDictionary<string, JsonObject> Networks { get; } = new OrderedDictionary<string, JsonObject>
    {
        ["mlp, sgd"] = With(("model", """{ "kind": "mlp", "hidden": [128, 128] }"""), ("data.batch_size", "64"), ("data.limit", "400")),
        ["mlp, adamw, dropout, clipping, ema"] = With(
            ("model", """{ "kind": "mlp", "hidden": [128, 128], "dropout": 0.5, "normalization": "layer" }"""),
            ("optimizer", """{ "kind": "adamw", "lr": 0.001 }"""),
            ("training.clip_grad_norm", "0.1"), ("training.ema", """{ "decay": 0.9 }""")),
        ["vgg, batch norm, sgd"] = With(("model", """{ "kind": "vgg", "channels": "16 M 32 M", "batch_norm": true, "hidden": [32] }"""),
            ("data.augment", """{ "crop_padding": 1 }""")),
        ["resnet, sgd"] = With(("model", """{ "kind": "resnet", "depth": 8, "width": 8 }""")),
    };

    /// <summary>Returns the experiment on digits with other values of some keys.</summary>
    /// <param name="keys">Paths of one or two keys, with JSON values.</param>
    public static JsonObject With(params (string Path, string Json)[] keys) => Over(Digits(), keys);

    /// <summary>Returns a copy of an experiment with other values of some keys.</summary>
    public static JsonObject Over(JsonObject experiment, params (string Path, string Json)[] keys)
    {
        var config = (JsonObject)experiment.DeepClone();
        foreach (var (path, json) in keys)
            Set(config, path, JsonNode.Parse(json));
        return config;
    }

    /// <summary>Sets a value at a path such as <c>model.activation</c>; all parts except the last may be missing.</summary>
    public static void Set(JsonObject config, string path, JsonNode? value)
    {
        var keys = path.Split('.');
        var place = config;
        foreach (var key in keys[..^1])
            place = place[key] as JsonObject ?? (JsonObject)(place[key] = new JsonObject());
        place[keys[^1]] = value;
    }

    private static JsonObject Parse(string json) => JsonNode.Parse(json)!.AsObject();
}
