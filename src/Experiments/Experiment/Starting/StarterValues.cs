namespace Experiments.Experiment.Starting;

/// <summary>Values of a starter config. A data set or a model without a line here starts from its own
/// defaults, so that a new row needs none.</summary>
internal static class StarterValues
{
    // The recommended policy for any activation, and an optimiser that trains a small network in seconds.
    private const string Everything =
        """
        {
          "seed": 0,
          "init": { "weight": { "scheme": "auto" }, "bias": { "scheme": "zeros" } },
          "optimizer": { "kind": "sgd", "lr": 0.05, "momentum": 0.9, "weight_decay": 0.0005 },
          "schedule": { "kind": "cosine", "warmup_steps": 20 },
          "training": { "epochs": 10 }
        }
        """;

    private static readonly Dictionary<string, string> Data = new()
    {
        ["digits"] = """{ "data": { "batch_size": 32 } }""",
        // The list is written out, so that a person sees what counts as missing in a table, and what doesn't.
        ["csv"] = """{ "data": { "missing_values": ["", "NA", "N/A", "n/a", "NaN", "nan", "null", "NULL", "<NA>", "#N/A", "?"] } }""",
        // The mean logarithm of the price is 12.02: the network starts near it and learns the differences.
        ["ames"] =
            """
            {
              "data": { "batch_size": 64 },
              "init": {
                "rules": [{ "match": "classifier.*", "weight": { "scheme": "normal", "std": 0.01 }, "bias": { "scheme": "constant", "val": 12 } }]
              },
              "optimizer": { "kind": "adamw", "lr": 0.01, "weight_decay": 1, "decay": "weights" },
              "training": { "epochs": 40 }
            }
            """,
    };

    private static readonly Dictionary<string, string> Models = new()
    {
        ["mlp"] = """{ "model": { "hidden": [256, 128], "activation": { "kind": "relu" } } }""",
        // With two poolings, something is left of images as small as digits' 8×8.
        ["vgg"] = """{ "model": { "channels": "16 16 M 32 32 M", "batch_norm": true, "activation": { "kind": "relu" } } }""",
    };

    /// <summary>Documents of a data set and a model, weakest first.</summary>
    public static IEnumerable<JsonObject> Layers(StarterRequest request)
    {
        yield return new JsonObject { ["name"] = request.NameOrDefault, ["data"] = Kind(request.Data), ["model"] = Kind(request.Model) };
        yield return Parse(Everything);
        if (Data.TryGetValue(request.Data, out var data))
            yield return Parse(data);
        if (Models.TryGetValue(request.Model, out var model))
            yield return Parse(model);
    }

    private static JsonObject Kind(string name) => new() { ["kind"] = name };

    private static JsonObject Parse(string text) => JsonNode.Parse(text)!.AsObject();
}
