using System.Text.Json;
using System.Text.Json.Nodes;
using Experiments.Experiment;

namespace GpuCheck.Training;

/// <summary>Provides a small experiment for each row of each registry, including rows that are added later.</summary>
internal static class RegistryRows
{
    private static readonly Dictionary<string, string> s_places = new()
    {
        ["data"] = "data",
        ["model"] = "model",
        ["activation"] = "model.activation",
        ["scheme"] = "init.weight",
        ["optimizer"] = "optimizer",
        ["schedule"] = "schedule",
        ["loss"] = "loss",
    };

    // Required keys of a row, and keys that make the network or data small. A row without an entry uses its defaults.
    private static readonly Dictionary<string, string> s_keys = new()
    {
        ["data mnist"] = OfImages,
        ["data fashion_mnist"] = OfImages,
        ["data kmnist"] = OfImages,
        ["data cifar10"] = OfImages,
        ["data cifar100"] = OfImages,
        ["data digits"] = OfTables,
        ["data ames"] = OfTables,
        ["data synthetic"] = """{ "batch_size": 16, "examples": 160, "features": 20 }""",
        // Uses a smooth activation: with relu, the input of one of a convolution's many units may be so near 0 that rounding decides its
        // sign.
        ["model vgg"] = """{ "channels": "8 M 16", "batch_norm": true, "hidden": [16], "activation": { "kind": "tanh" } }""",
        ["model resnet"] = """{ "depth": 8, "width": 4, "activation": { "kind": "tanh" } }""",
        ["scheme constant"] = """{ "val": 0.01 }""",
        ["scheme sparse"] = """{ "sparsity": 0.5 }""",
        ["schedule step"] = """{ "step_size": 2, "unit": "steps" }""",
        ["schedule multi_step"] = """{ "milestones": [2, 4], "unit": "steps" }""",
        ["schedule exponential"] = """{ "gamma": 0.9 }""",
        ["schedule cosine_restarts"] = """{ "t_0": 2, "unit": "steps" }""",
    };

    private const string OfImages = """{ "batch_size": 16, "limit": 80, "validation": 100 }""";
    private const string OfTables = """{ "batch_size": 16, "limit": 80, "validation": 40, "test": 40 }""";

    // Other keys of the config that keep the rounding errors of a row small. For example, wide layers of ones would give logits of more
    // than ten thousand.
    private static readonly Dictionary<string, (string Path, string Json)[]> s_company =
        new() { ["scheme ones"] = [("model.hidden", "[4, 4]"), ("optimizer.lr", "1e-4")] };

    // Schemes for convolutions only.
    private static readonly string[] s_ofConvolutions = ["dirac", "delta_orthogonal"];

    /// <summary>
    /// Returns the configs for a row. The caller uses the first config that the program accepts, because a loss or a scheme may not fit
    /// every data set.
    /// </summary>
    /// <param name="registry">The registry.</param>
    /// <param name="row">Name of the row.</param>
    /// <param name="bench">Bench that writes the files which a row reads.</param>
    public static IEnumerable<JsonObject> Configs(IRegistry registry, string row, Bench bench)
    {
        if (!s_places.TryGetValue(registry.Noun, out var place))
            throw new InvalidOperationException($"RegistryRows has no entry for the registry '{registry.Noun}'. Add one.");
        foreach (var config in new[] { SmallConfigs.Digits(), SmallConfigs.Prices(isLogarithm: true),
            SmallConfigs.Prices(isLogarithm: false) })
        {
            var value = JsonNode.Parse(s_keys.GetValueOrDefault($"{registry.Noun} {row}", "{}"))!.AsObject();
            value[registry.Discriminator] = row;
            AddFiles(value, row, bench);
            if (s_ofConvolutions.Contains(row))
                OnConvolutions(config, value);
            else
                SmallConfigs.Set(config, place, value);
            yield return SmallConfigs.Over(config, s_company.GetValueOrDefault($"{registry.Noun} {row}", []));
        }
    }

    private static void AddFiles(JsonObject value, string row, Bench bench)
    {
        if (row == "csv")
        {
            value["path"] = bench.Write("table.csv",
                "x,colour,y\n" + string.Concat(
                    Enumerable.Range(0, 160).Select(i => $"{i * i % 17},{(i % 3 == 0 ? "red" : "blue")},{(i % 2 == 0 ? "yes" : "no")}\n")));
            value["target"] = "y";
            value["batch_size"] = SmallConfigs.Batch;
        }
        else if (row == "from_file")
            value["path"] = bench.Train(SmallConfigs.Digits(), "cpu").InitialFile;
    }

    private static void OnConvolutions(JsonObject config, JsonObject scheme)
    {
        SmallConfigs.Set(config, "model", JsonNode.Parse("""{ "kind": "vgg", "channels": "8 8", "activation": { "kind": "tanh" } }"""));
        SmallConfigs.Set(config, "init", new JsonObject
        {
            ["weight"] = "kaiming_normal",
            ["rules"] = new JsonArray(new JsonObject { ["match"] = "*", ["kind"] = "conv", ["weight"] = scheme }),
        });
    }
}
