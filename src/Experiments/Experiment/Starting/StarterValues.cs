namespace Experiments.Experiment.Starting;

/// <summary>Values of a new config file. A data set or a model that is not listed here uses its defaults.</summary>
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

    // Standardises the target, because an untrained network outputs numbers of size 1, not prices in dollars.
    private const string Regression = """{ "data": { "standardize_target": true } }""";

    // The optimiser is Adam, because outliers in a table's columns make the steps of plain gradient descent too large, and Adam limits its
    // steps.
    private const string RegressionOptimizer =
        """
        { "optimizer": { "kind": "adamw", "lr": 0.003, "weight_decay": 0.01 } }
        """;

    private static readonly Dictionary<string, string> Data = new()
    {
        ["digits"] = """{ "data": { "batch_size": 32 } }""",
        // The list contains the default values, so that the user sees which texts count as missing.
        ["csv"] = """{ "data": { "missing_values": ["", "NA", "N/A", "n/a", "NaN", "nan", "null", "NULL", "<NA>", "#N/A", "?"] } }""",
        ["ames"] =
            """
            {
              "data": { "batch_size": 64 },
              "optimizer": { "kind": "adamw", "lr": 0.01, "weight_decay": 1, "decay": "weights" },
              "training": { "epochs": 40 }
            }
            """,
    };

    private static readonly Dictionary<string, string> Models = new()
    {
        ["mlp"] = """{ "model": { "hidden": [256, 128], "activation": { "kind": "relu" } } }""",
        // Two poolings reduce the 8×8 images of digits to 2×2 positions.
        ["vgg"] = """{ "model": { "channels": "16 16 M 32 32 M", "batch_norm": true, "activation": { "kind": "relu" } } }""",
    };

    /// <summary>Returns the documents of a data set and a model. A later document overrides earlier documents.</summary>
    public static IEnumerable<JsonObject> Layers(StarterRequest request)
    {
        yield return new JsonObject { ["name"] = request.NameOrDefault, ["data"] = Kind(request.Data), ["model"] = Kind(request.Model) };
        yield return Parse(Everything);
        if (request.IsRegression)
            yield return Parse(Regression);
        if (request.IsRegression && !ChoosesOptimizer(request))
            yield return Parse(RegressionOptimizer);
        if (Data.TryGetValue(request.Data, out var data))
            yield return Parse(data);
        if (Models.TryGetValue(request.Model, out var model))
            yield return Parse(model);
    }

    private static bool ChoosesOptimizer(StarterRequest request) => request.Sets.Any(set =>
        set.StartsWith("optimizer=", StringComparison.Ordinal) || set.StartsWith("optimizer.kind=", StringComparison.Ordinal));

    private static JsonObject Kind(string name) => new() { ["kind"] = name };

    private static JsonObject Parse(string text) => JsonNode.Parse(text)!.AsObject();
}
