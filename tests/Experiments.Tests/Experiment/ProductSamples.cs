namespace Experiments.Tests.Experiment;

/// <summary>Complete configs that are made from the program's registries. Every row of a registry is in one of these configs.</summary>
internal static class ProductSamples
{
    private static readonly OptionCatalog Catalog = ExperimentCatalog.Instance;

    /// <summary>Returns the row's keys with their defaults, or with a sample if a key has no default.</summary>
    public static JsonObject Row(IRegistry registry, RegistryRow row)
    {
        var sample = new JsonObject { [registry.Discriminator] = row.Name };
        AddRequired(sample, row.OptionsType);
        return Complete(sample, registry);
    }

    /// <summary>Returns complete configs. The n-th config contains the n-th row of every registry. Shorter registries start again with the
    /// first row.</summary>
    public static IEnumerable<JsonObject> Configs()
    {
        var rounds = Catalog.Registries.Max(registry => registry.Rows.Count);
        for (var round = 0; round < rounds; round++)
            yield return Config(round);
    }

    public static OptionKey? Key(Type type, string name) => Catalog.Key(type, name);

    private static JsonObject Config(int round)
    {
        var config = Keys(typeof(ExperimentConfig), round);
        config["init"] = new JsonObject
        {
            ["weight"] = Pick("scheme", round),
            ["bias"] = Pick("scheme", round + 1),
            ["rules"] = new JsonArray(
                new JsonObject { ["match"] = "*", ["kind"] = "linear", ["depth"] = 1, ["weight"] = Pick("scheme", round + 2) }),
        };
        config["training"] = new JsonObject { ["epochs"] = 2, ["target"] = new JsonObject { ["metric"] = "loss", ["value"] = 0.5 } };
        return config;
    }

    private static JsonObject Keys(Type type, int round)
    {
        var config = new JsonObject();
        AddRequired(config, type);
        foreach (var key in Catalog.Keys(type))
        {
            if (key.Slot.Shape is OptionType.Choice choice)
                config[key.Name] = Pick(choice.Registry.Noun, round);
        }
        if (config["model"] is JsonObject model && model.ContainsKey("activation"))
            model["activation"] = Pick("activation", round);
        return config;
    }

    private static JsonObject Pick(string noun, int round)
    {
        var registry = Catalog.Registries.Single(candidate => candidate.Noun == noun);
        return Row(registry, registry.Rows[round % registry.Rows.Count]);
    }

    private static void AddRequired(JsonObject sample, Type type)
    {
        foreach (var key in Catalog.Keys(type).Where(key => key.Option.Required && key.Slot.Shape is not OptionType.Choice))
            sample[key.Name] = Sample(key);
    }

    private static JsonNode Sample(OptionKey key) => key.Slot.Shape switch
    {
        OptionType.Text => key.Option.Allowed.Length > 0 ? key.Option.Allowed[0] : "sample",
        OptionType.Integer or OptionType.Number or OptionType.Formula =>
            double.IsFinite(key.Option.Minimum) ? (int)key.Option.Minimum + 1 : 1,
        OptionType.List { Element: OptionType.Integer or OptionType.Number } => new JsonArray(1),
        var other => throw new InvalidOperationException($"{key.Name} is required and has no sample of shape {other}."),
    };

    private static JsonObject Complete(JsonObject sample, IRegistry registry)
    {
        var mistakes = new MistakeList();
        var node = StrictJson.Parse(CanonicalJson.SerializeToUtf8(sample), new Source(registry.Noun, 0), mistakes)!;
        var slot = new Slot(new OptionType.Choice(registry), new OptionAttribute(registry.Noun, ""), Nullable: false);
        var complete = new TreeReader(Catalog, mistakes, partial: false).Read(node, slot, registry.Noun, null);
        mistakes.ThrowIfAny();
        return (JsonObject)complete!;
    }
}
