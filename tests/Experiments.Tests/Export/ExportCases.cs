using Experiments.Tests.Models;
using Experiments.Tests.Training;

namespace Experiments.Tests.Export;

/// <summary>Configs for the comparison of runs with exported scripts, made from the registries.</summary>
internal sealed class ExportCases(ExportFixture fixture)
{
    // Small networks, so that two hundred updates take a fraction of a second. A new row appears with its default keys.
    private static readonly Dictionary<string, string> s_smallModels = new()
    {
        ["mlp"] = """{ "hidden": [16, 12, 12] }""",
        ["vgg"] = """{ "channels": "4 M 6", "batch_norm": true, "hidden": [8], "dropout": 0.2 }""",
        ["resnet"] = """{ "depth": 8, "width": 3 }""",
    };

    // Keys of the data sets, besides the name. A new row appears with its default keys.
    private static readonly (string Kind, string Keys, bool IsImages)[] s_data =
    [
        ("digits", """{ "batch_size": 64, "limit": 500 }""", true),
        ("mnist", """{ "batch_size": 16, "validation": 7 }""", true),
        ("fashion_mnist", """{ "batch_size": 16, "validation": 7, "augment": { "flip": true } }""", true),
        ("kmnist", """{ "batch_size": 16, "validation": 7, "normalize": false, "augment": { "crop_padding": 2 } }""", true),
        ("cifar10", """{ "batch_size": 16, "validation": 7, "augment": { "crop_padding": 4, "flip": true } }""", true),
        ("cifar100", """
            { "batch_size": 16, "validation": 7, "labels": "coarse", "mean": [0.5, 0.4, 0.3], "std": [0.2, 0.3, 0.25] }
            """, true),
        ("synthetic", """{ "examples": 400, "features": 6, "spectrum": "power_law", "teacher_activation": "tanh" }""", false),
        ("synthetic", """{ "examples": 400, "features": 6, "task": "regression", "noise": 0.1, "split_seed": 3 }""", false),
        ("ames", """{ "batch_size": 256, "standardize_target": true }""", false),
        ("csv", """
            { "path": "some.csv", "target": "answer", "delimiter": ";", "decimal": ",", "categorical": ["same"], "batch_size": 20 }
            """, false),
        ("csv", """
            { "path": "some.csv", "test_path": "test.csv.gz", "target": "price", "task": "regression", "delimiter": ";",
              "standardize": false, "decimal": ",", "log_features": true, "batch_size": 20 }
            """, false),
        ("csv", """{ "path": "plain.csv", "target": "2", "header": false, "batch_size": 8 }""", false),
    ];

    private static readonly (string Name, string Patch)[] s_features =
    [
        ("plain", "{}"),
        ("accumulate", """{ "training": { "accumulate": 3 } }"""),
        ("ema", """{ "training": { "ema": { "decay": 0.9, "warmup": true } } }"""),
        ("ema without warm-up", """{ "training": { "ema": { "decay": 0.95 }, "accumulate": 2 } }"""),
        ("clip", """{ "training": { "clip_grad_norm": 0.5, "clip_grad_value": 0.05 } }"""),
        ("early stopping", """{ "training": { "early_stopping": { "patience": 4, "metric": "loss", "min_delta": 0.001 } } }"""),
        ("target", """{ "training": { "target": { "metric": "loss", "value": 0.8, "stop": true } } }"""),
        ("float64", """{ "precision": "float64" }"""),
        ("bfloat16", """{ "precision": "bfloat16" }"""),
        ("train split", """{ "training": { "eval_train": true }, "data": { "drop_last": true, "eval_batch_size": 33 } }"""),
        ("per layer", """{ "init": { "stream": "per_layer" }, "seed": 4294967295 }"""),
        ("ignore", """{ "training": { "on_non_finite": "ignore" }, "seed": 17 }"""),
    ];

    /// <summary>Returns configs in which every row of every registry, and every pair of model, optimiser, schedule and feature,
    /// occurs.</summary>
    public IEnumerable<(string Name, JsonObject Config)> Pairwise()
    {
        var models = ModelRegistry.Instance.Rows.Select(row => row.Name).ToArray();
        var optimizers = OptimizerRegistry.Instance.Rows.Select(row => row.Name).ToArray();
        var schedules = ScheduleRegistry.Instance.Rows.Select(row => row.Name).ToArray();
        var activations = new Turns<string>(Names(ActivationRegistry.Instance));
        var schemes = new Turns<string>(Names(SchemeRegistry.Instance));
        var data = new Turns<(string Kind, string Keys, bool IsImages)>(Data());
        var losses = new Turns<string>(Names(LossRegistry.Instance));
        var metrics = new Turns<string>([.. MetricRegistry.All.Select(metric => metric.Name)]);
        foreach (var row in Pairs.Cover([models.Length, optimizers.Length, schedules.Length, s_features.Length]))
        {
            var (model, feature) = (models[row[0]], s_features[row[3]]);
            var config = Base(model, data.Next(candidate => candidate.IsImages || model is not ("vgg" or "resnet")));
            config["optimizer"] = Row(OptimizerRegistry.Instance, optimizers[row[1]]);
            config["schedule"] = Row(ScheduleRegistry.Instance, schedules[row[2]]);
            if (OptimizerRegistry.Instance.Rows[row[1]].Name == "sgd")
                config["optimizer"]!["lr"] = 0.05;
            Merge(config, feature.Patch);
            if (config["model"]!.AsObject() is var keys && model != "softmax_regression")
                keys["activation"] = Row(ActivationRegistry.Instance, activations.Next(_ => true));
            if (losses.TryNext(loss => Accepts(config, "loss", Row(LossRegistry.Instance, loss)), out var chosen))
                config["loss"] = Row(LossRegistry.Instance, chosen);
            if (metrics.TryNext(metric => Accepts(config, "training.metrics", new JsonArray(metric)), out var measured))
                config["training"]!["metrics"] = new JsonArray(measured);
            var filled = "";
            if (schemes.TryNext(scheme => Policy(config, scheme) is not null, out var scheme))
                config["init"] = Policy(config, filled = scheme);
            yield return ($"{model}, {optimizers[row[1]]}, {schedules[row[2]]}, {feature.Name}, {filled}", config);
        }
    }

    /// <summary>Returns the whole table: every form of every row.</summary>
    public IEnumerable<(string Name, JsonObject Config)> Whole() =>
    [
        .. Pairwise(),
        .. OptimizerScheduleTests.Optimizers.Select(optimizer => (optimizer, With("mlp", ("optimizer", optimizer)))),
        .. OptimizerScheduleTests.Schedules.Select(schedule => (schedule, With("mlp", ("schedule", schedule)))),
        .. ActivationForms.Names.SelectMany(name => new[] { "float32", "bfloat16" }.Select(precision =>
        {
            var config = With("mlp", ("precision", $"\"{precision}\""));
            config["model"]!["activation"] = Write(ActivationForms.Make(name), ActivationRegistry.Instance);
            return ($"{name}, {precision}", config);
        })),
        .. ModelForms.Names.Where(name => !s_smallModels.ContainsKey(name)).SelectMany(name => new[] { "float32", "bfloat16" }
            .Select(precision =>
            {
                var config = With("mlp", ("precision", $"\"{precision}\""));
                config["model"] = Write(ModelForms.Make(name), ModelRegistry.Instance);
                return ($"{name}, {precision}", config);
            })),
        .. s_smallModels.Keys.SelectMany(model => Names(SchemeRegistry.Instance).Select(scheme =>
        {
            var config = With(model);
            var policy = Policy(config, scheme);
            config["init"] = policy;
            return ($"{model}, {scheme}", policy is null ? null : config);
        }).Where(pair => pair.Item2 is not null).Select(pair => (pair.Item1, pair.Item2!))),
        .. Data().Select(data => ($"{data.Kind} {data.Keys}", Base("mlp", data))),
        .. s_features.SelectMany(feature => s_smallModels.Keys.Select(model =>
        {
            var config = With(model);
            Merge(config, feature.Patch);
            return ($"{model}, {feature.Name}", config);
        })),
        .. MetricRegistry.All.SelectMany(metric => Data().Where(data => data.Kind is "digits" or "ames" or "synthetic").Select(data =>
        {
            var config = Base("mlp", data);
            var fits = Accepts(config, "training.metrics", new JsonArray(metric.Name));
            if (fits)
                config["training"]!["metrics"] = new JsonArray(metric.Name);
            config["data"]!["eval_batch_size"] = 40;
            return ($"{metric.Name}, {data.Kind}", fits ? config : null);
        }).Where(pair => pair.Item2 is not null).Select(pair => (pair.Item1, pair.Item2!))),
    ];

    private static (string Kind, string Keys, bool IsImages)[] Data() =>
        [.. s_data, .. Names(DataRegistry.Instance).Except(s_data.Select(data => data.Kind)).Select(kind => (kind, "{}", false))];

    private static string[] Names(IRegistry registry) => [.. registry.Rows.Select(row => row.Name)];

    private JsonObject With(string model, params (string Key, string Value)[] keys)
    {
        var config = Base(model, s_data[0]);
        foreach (var (key, value) in keys)
            config[key] = JsonNode.Parse(value);
        return config;
    }

    private JsonObject Base(string model, (string Kind, string Keys, bool IsImages) data)
    {
        var keys = JsonNode.Parse(data.Keys)!.AsObject();
        foreach (var path in new[] { "path", "test_path" }.Where(keys.ContainsKey))
            keys[path] = fixture.File((string)keys[path]!);
        keys["kind"] = data.Kind;
        var network = JsonNode.Parse(s_smallModels.GetValueOrDefault(model, "{}"))!.AsObject();
        network["kind"] = model;
        return new JsonObject
        {
            ["name"] = "export",
            ["seed"] = 3,
            ["device"] = "cpu",
            ["data"] = keys,
            ["model"] = network,
            ["init"] = new JsonObject { ["weight"] = "kaiming_normal", ["bias"] = "zeros" },
            ["training"] = new JsonObject { ["steps"] = ExportFixture.Steps, ["eval_every_steps"] = 10 },
            ["diagnostics"] = new JsonObject { ["every_steps"] = 0 },
        };
    }

    // Fills all weights with the scheme, or only those of the convolutions; null if the scheme fits neither.
    private JsonObject? Policy(JsonObject config, string name)
    {
        var scheme = Scheme(name, config);
        var whole = config["init"]!.DeepClone().AsObject();
        whole["weight"] = scheme.DeepClone();
        var convolutions = config["init"]!.DeepClone().AsObject();
        convolutions["rules"] = new JsonArray(new JsonObject { ["match"] = "*", ["kind"] = "conv", ["weight"] = scheme.DeepClone() });
        return new[] { whole, convolutions }.FirstOrDefault(policy => Accepts(config, "init", policy));
    }

    private static JsonNode Write(object options, IRegistry registry) =>
        new OptionWriter(ExperimentCatalog.Instance).Write(options, new OptionType.Choice(registry))!;

    private static JsonObject Row(IRegistry registry, string name) =>
        ProductSamples.Row(registry, registry.Rows.Single(row => row.Name == name));

    // A file with the weights of the network, for the scheme that reads one.
    private JsonObject Scheme(string name, JsonObject config)
    {
        var scheme = Row(SchemeRegistry.Instance, name);
        if (!scheme.ContainsKey("path"))
            return scheme;
        var path = fixture.File("weights.safetensors");
        using var prepared = Preparation.Of(fixture.Read(config), fixture.Roots);
        using var model = prepared.Build().Model;
        Safetensors.Write(path, model.state_dict().Select(entry => (entry.Key, entry.Value.to_type(ScalarType.Float32))));
        var copy = fixture.File($"weights-{Guid.NewGuid():n}.safetensors");
        System.IO.File.Move(path, copy);
        scheme["path"] = copy;
        return scheme;
    }

    private bool Accepts(JsonObject config, string path, JsonNode value)
    {
        var changed = config.DeepClone().AsObject();
        var keys = path.Split('.');
        keys.SkipLast(1).Aggregate(changed, (node, key) => node[key]!.AsObject())[keys[^1]] = value.DeepClone();
        try
        {
            using var prepared = Preparation.Of(fixture.Read(changed), fixture.Roots);
            prepared.Build().Model.Dispose();
            return true;
        }
        catch (InputException)
        {
            return false;
        }
    }

    private static void Merge(JsonObject config, string patch)
    {
        foreach (var (key, value) in JsonNode.Parse(patch)!.AsObject())
        {
            if (value is JsonObject inner && config[key] is JsonObject target)
            {
                foreach (var (name, member) in inner)
                    target[name] = member?.DeepClone();
            }
            else
            {
                config[key] = value?.DeepClone();
            }
        }
    }

    /// <summary>Gives items in turns, and remembers an item that did not fit for the next turn.</summary>
    private sealed class Turns<T>(IReadOnlyList<T> all)
    {
        private readonly List<T> _waiting = [.. all];

        public T Next(Func<T, bool> fits) =>
            TryNext(fits, out var item) ? item : throw new InvalidOperationException("No item fits.");

        public bool TryNext(Func<T, bool> fits, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out T? item)
        {
            foreach (var candidate in _waiting.Concat(all).ToList())
            {
                if (!fits(candidate))
                    continue;
                if (!_waiting.Remove(candidate) && _waiting.Count == 0)
                    _waiting.AddRange(all.Except([candidate]));
                item = candidate!;
                return true;
            }
            item = default;
            return false;
        }
    }
}
