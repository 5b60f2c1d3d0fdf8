using Experiments.Tests.Experiment;

namespace Experiments.Placement.Tests;

/// <summary>
/// All rows of all registries, and all values of their keys that follow from their ranges, including rows that are added later.
/// <see cref="Company"/> lists additional keys that a key needs, and files that a row needs.
/// </summary>
internal static class Variants
{
    private static readonly OptionCatalog Catalog = ExperimentCatalog.Instance;

    // Additional keys that a row (place=row) or a key (row.key, or part.key) needs, and a smaller network if the row's default is slow.
    private static readonly Dictionary<string, string[]> Company = new()
    {
        ["model=vgg"] = ["model.channels=\"4 M 4\"", "model.batch_norm=true", "model.hidden=[5]"],
        ["vgg.depth"] = ["model.channels=null"],
        ["vgg.width_multiplier"] = ["model.channels=null"],
        ["vgg.head"] = ["model.hidden=[]"],
        ["mlp.weight_standardization"] = ["model.normalization=\"batch\""],
        ["mlp.residual"] = ["model.hidden=[6,6,6]"],
        ["mlp.block_depth"] = ["model.hidden=[6,6,6,6]", "model.residual=\"post\""],
        ["mlp.branch_scale"] = ["model.hidden=[6,6,6]", "model.residual=\"pre\""],
        ["mlp.learn_branch_scale"] = ["model.hidden=[6,6,6]", "model.residual=\"pre\""],
        ["mlp.dropout_kind"] = ["model.dropout=0.1"],
        ["resnet.dropout_kind"] = ["model.dropout=0.1"],
        ["model=resnet"] = ["model.depth=8", "model.width=4"],
        ["resnet.fixup_scalars"] = ["model.normalization=\"none\""],
        ["sgd.nesterov"] = ["optimizer.momentum=0.9"],
        ["sgd.dampening"] = ["optimizer.momentum=0.9"],
        ["init.weight=dirac"] = OnConvolutions("dirac"),
        ["init.weight=delta_orthogonal"] = OnConvolutions("delta_orthogonal"),
        ["data=mnist"] = ["data.validation=4"],
        ["data=fashion_mnist"] = ["data.validation=4"],
        ["digits.mean"] = ["data.std=0.5"],
        ["digits.std"] = ["data.mean=0.5"],
        ["mnist.mean"] = ["data.std=0.5"],
        ["mnist.std"] = ["data.mean=0.5"],
        ["fashion_mnist.mean"] = ["data.std=0.5"],
        ["fashion_mnist.std"] = ["data.mean=0.5"],
        ["data=kmnist"] = ["data.validation=4"],
        ["data=cifar10"] = ["data.validation=4"],
        ["data=cifar100"] = ["data.validation=4"],
        ["data=synthetic"] = ["data.examples=40", "data.features=5"],
        ["kmnist.mean"] = ["data.std=0.5"],
        ["kmnist.std"] = ["data.mean=0.5"],
        ["cifar10.mean"] = ["data.std=[0.5,0.5,0.5]"],
        ["cifar10.std"] = ["data.mean=[0.5,0.5,0.5]"],
        ["synthetic.exponent"] = ["data.spectrum=\"power_law\""],
        ["synthetic.noise"] = ["data.task=\"regression\""],
        ["training.epochs"] = ["training.steps=null"],
        ["training.eval_every_epochs"] = ["training.eval_every_steps=null"],
    };

    // Arguments for a scheme that fills only convolutions.
    private static string[] OnConvolutions(string scheme) =>
    [
        "init.weight=zeros", "model={\"kind\":\"vgg\",\"channels\":\"4 M 4\"}",
        $$$"""init.rules=[{"match":"*","kind":"conv","weight":{"scheme":"{{{scheme}}}"}}]""",
    ];

    // Keys that describe a file. Such a key has only one correct value.
    private static readonly string[] OfTheFile =
        ["csv.task", "csv.header", "csv.log_target", "csv.standardize_target", "ames.task", "ames.header"];

    // Test values of keys whose range does not determine a value.
    private static readonly Dictionary<string, string[]> Samples = new()
    {
        ["vgg.depth"] = ["11"],
        ["resnet.depth"] = ["14"],
        ["digits.augment"] = ["{\"crop_padding\":1}", "{\"flip\":true}"],
        ["cifar10.mean"] = ["[0.25,0.5,0.75]"],
        ["cifar10.std"] = ["[0.25,0.5,0.75]"],
        ["cifar10.augment"] = ["{\"crop_padding\":4,\"flip\":true}"],
        ["training.ema"] = ["{\"decay\":0.9}", "{\"warmup\":true}"],
        ["training.target"] = ["{\"metric\":\"loss\",\"value\":0.5}"],
        ["training.early_stopping"] = ["{\"patience\":1}"],
    };

    /// <summary>Returns the first key of a config whose value is a row of the registry.</summary>
    public static string PlaceOf(IRegistry registry) => PlaceIn(typeof(ExperimentConfig), "", registry, 0)
        ?? throw new InvalidOperationException($"No key takes a {registry.Noun}.");

    /// <summary>
    /// Returns the keys of the parts of a config with their rows, for example <c>optimizer</c> and <c>sgd</c>, or <c>training</c> and an
    /// empty text.
    /// </summary>
    public static IEnumerable<(string Place, string Row)> Parts()
    {
        foreach (var registry in Catalog.Registries)
        {
            foreach (var row in registry.Rows)
                yield return (PlaceOf(registry), row.Name);
        }
        foreach (var key in Catalog.Keys(typeof(ExperimentConfig))
            .Where(key => key.Slot.Shape is OptionType.Record && key.Name is not ("init" or "output")))
            yield return (key.Name, "");
        yield return ("", "");
    }

    /// <summary>
    /// Returns the keys for which no test value is known: keys whose value is an object, and that have no sample.
    /// </summary>
    public static IEnumerable<string> WithoutSample() => Parts()
        .Where(part => part.Place.Length > 0)
        .SelectMany(part => Catalog.Keys(TypeOf(part.Place, part.Row)))
        .Where(key => key.Slot.Shape is OptionType.Record
            && !Samples.Keys.Any(known => known.EndsWith($".{key.Name}", StringComparison.Ordinal)))
        .Select(key => key.Name).Distinct();

    /// <summary>Returns the variants of one part: the row with its defaults, and a variant for each other value of each key.</summary>
    public static IEnumerable<Variant> Of(string place, string row, Bases bases)
    {
        string[] start = row.Length == 0
            ? []
            : [$"{place}={RowAt(place, row).ToJsonString()}", .. CompanyOf($"{place}={row}"), .. Files(place, row, bases)];
        yield return new Variant($"{place}={row}", start);
        if (place == "init.weight")
            yield break; // The keys of this part affect only random numbers that are drawn before a tensor is on a device.
        var type = TypeOf(place, row);
        foreach (var key in Catalog.Keys(type))
        {
            var name = place.Length == 0 ? key.Name : $"{place}.{key.Name}";
            var known = $"{(row.Length == 0 ? place : row)}.{key.Name}";
            var values = OfTheFile.Contains(known) ? [] : Samples.GetValueOrDefault(known) ?? Values(key, type);
            foreach (var value in values)
                yield return new Variant($"{place}={row}, {key.Name}={value}", [.. start, .. CompanyOf(known), $"{name}={value}"]);
        }
    }

    private static string? PlaceIn(Type type, string prefix, IRegistry registry, int depth)
    {
        var keys = Catalog.Keys(type).Where(key => key.Slot.Shape is OptionType.Choice or OptionType.Record).ToList();
        var direct = keys.FirstOrDefault(key => key.Slot.Shape is OptionType.Choice choice && choice.Registry == registry);
        if (direct is not null || depth == 2)
            return direct is null ? null : prefix + direct.Name;
        return keys.SelectMany(key => Below(key).Select(below => PlaceIn(below, $"{prefix}{key.Name}.", registry, depth + 1)))
            .FirstOrDefault(place => place is not null);
    }

    private static IEnumerable<Type> Below(OptionKey key) => key.Slot.Shape switch
    {
        OptionType.Record record => [record.Type],
        OptionType.Choice choice => choice.Registry.Rows.Select(row => row.OptionsType),
        _ => [],
    };

    private static JsonObject RowAt(string place, string row)
    {
        var registry = Catalog.Registries.Single(candidate => PlaceOf(candidate) == place);
        return ProductSamples.Row(registry, registry.Rows.Single(candidate => candidate.Name == row));
    }

    private static Type TypeOf(string place, string row)
    {
        if (row.Length == 0)
            return place.Length == 0
                ? typeof(ExperimentConfig)
                : ((OptionType.Record)Catalog.Key(typeof(ExperimentConfig), place)!.Slot.Shape).Type;
        return Catalog.Registries.Single(candidate => PlaceOf(candidate) == place).Rows
            .Single(candidate => candidate.Name == row).OptionsType;
    }

    private static string[] CompanyOf(string name) => Company.GetValueOrDefault(name, []);

    private static IEnumerable<string> Files(string place, string row, Bases bases) => (place, row) switch
    {
        ("data", "csv") => [$"data.path={JsonSerializer.Serialize(bases.Table)}", "data.target=\"y\"", "data.batch_size=6"],
        ("init.weight", "from_file") => [$"init.weight.path={JsonSerializer.Serialize(bases.Weights)}"],
        ("data", _) => ["data.batch_size=6"],
        _ => [],
    };

    private static string[] Values(OptionKey key, Type type)
    {
        var usual = key.ValueIn(OptionCatalog.Fresh(type));
        return key.Slot.Shape switch
        {
            OptionType.Boolean => [.. new[] { "true", "false" }.Where(value => value != (usual as bool?)?.ToString().ToLowerInvariant())],
            OptionType.Text => [.. key.Option.Allowed.Where(word => word != usual as string)
                .Select(word => JsonSerializer.Serialize(word))],
            OptionType.Integer => Numbers(key, usual, [2, 3, 5, 1]),
            OptionType.Number => Numbers(key, usual, [0.25, 0.5, 0.75, 2, 1]),
            _ => [],
        };
    }

    private static string[] Numbers(OptionKey key, object? usual, double[] candidates) =>
        [.. candidates.Where(value => value >= key.Option.Minimum && value <= key.Option.Maximum
            && !(key.Option.ExclusiveMinimum && value == key.Option.Minimum)
            && !(key.Option.ExclusiveMaximum && value == key.Option.Maximum)
            && (usual is null || Convert.ToDouble(usual, CultureInfo.InvariantCulture) != value))
        .Take(1).Select(value => value.ToString(CultureInfo.InvariantCulture))];
}
