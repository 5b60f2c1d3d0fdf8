namespace Experiments.Experiment;

/// <summary>Completes an argument of <c>--set</c>: keys level by level, and values of keys that take words.</summary>
/// <remarks>The completion does not know which row of a registry the config chooses, so it offers the keys of all rows.</remarks>
public static class KeyCompletion
{
    private static readonly OptionCatalog Catalog = ExperimentCatalog.Instance;

    /// <summary>Returns completions of a typed text, such as
    /// <c>optimizer.</c>, <c>optimizer.lr=</c> or <c>optimizer.kind=adam</c>.</summary>
    public static IEnumerable<string> For(string typed)
    {
        var equals = typed.IndexOf('=', StringComparison.Ordinal);
        var path = equals < 0 ? typed : typed[..equals];
        var dot = path.LastIndexOf('.');
        var places = Places(dot < 0 ? [] : path[..dot].Split('.'));
        var prefix = path[..(dot + 1)];
        var words = equals < 0
            ? places.SelectMany(Keys).Select(word => prefix + word)
            : places.SelectMany(place => Values(place, path[(dot + 1)..])).Select(value => $"{path}={value}");
        return words.Where(word => word.StartsWith(typed, StringComparison.Ordinal)).Distinct().Order(StringComparer.Ordinal);
    }

    // Returns the possible objects at a path: an options type, or the rows of a registry.
    private static List<Place> Places(IEnumerable<string> steps)
    {
        List<Place> places = [new Place([Catalog.Root], null)];
        foreach (var step in steps)
            places = [.. places.SelectMany(place => place.KeysNamed(step)).Select(key => PlaceOf(key.Slot.Shape)).OfType<Place>()];
        return places;
    }

    private static Place? PlaceOf(OptionType shape) => shape switch
    {
        OptionType.Record record => new Place([record.Type], null),
        OptionType.Choice choice => new Place([.. choice.Registry.Rows.Select(row => row.OptionsType)], choice.Registry),
        _ => null,
    };

    private static IEnumerable<string> Keys(Place place)
    {
        if (place.Registry is { } registry)
            yield return registry.Discriminator + "=";
        foreach (var key in place.Types.SelectMany(Catalog.Keys))
        {
            if (PlaceOf(key.Slot.Shape) is not null)
                yield return key.Name + ".";
            if (key.Slot is not { Shape: OptionType.Record, Nullable: false })
                yield return key.Name + "=";
        }
    }

    private static IEnumerable<string> Values(Place place, string name)
    {
        if (place.Registry is { } registry && name == registry.Discriminator)
            return registry.Rows.Select(row => row.Name);
        return place.KeysNamed(name).SelectMany(key => Values(key.Slot));
    }

    private static IEnumerable<string> Values(Slot slot)
    {
        IEnumerable<string> words = slot.Shape switch
        {
            OptionType.Choice choice => choice.Words,
            OptionType.Text => slot.Option.Allowed,
            OptionType.Boolean => ["true", "false"],
            _ => [],
        };
        return slot.Nullable ? words.Append("null") : words;
    }

    private sealed record Place(IReadOnlyList<Type> Types, IRegistry? Registry)
    {
        public IEnumerable<OptionKey> KeysNamed(string name) => Types.Select(type => Catalog.Key(type, name)).OfType<OptionKey>();
    }
}
