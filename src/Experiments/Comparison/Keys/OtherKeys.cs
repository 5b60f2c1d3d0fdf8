using Experiments.Runs;

namespace Experiments.Comparison.Keys;

/// <summary>
/// Finds the config keys whose values differ among the runs although neither an axis nor the user names these keys. A sweep declares its
/// axes, but two sweeps, or runs outside sweeps, may differ in other keys too. Each of these keys becomes a coordinate. Without this
/// coordinate, the effect of a learning rate that changed together with the policy would look like the effect of the policy.
/// </summary>
internal static class OtherKeys
{
    // Names, output folders and diagnostics do not change a result, and runs of different seeds are replicates.
    private static readonly string[] s_apart = ["name", "seed", "output", "diagnostics", "Serilog", "$schema"];

    /// <summary>Returns the runs with the found keys as additional coordinates, and the found keys.</summary>
    /// <param name="places">Location of each run, by run folder.</param>
    /// <param name="keys">Compared coordinates. Config keys that belong to a compared coordinate are not added.</param>
    public static (IReadOnlyList<RunResult> Runs, IReadOnlyList<VaryingKey> Keys) Of(IReadOnlyList<RunResult> runs,
        IReadOnlyDictionary<string, RunPlace> places, IReadOnlyList<string> keys)
    {
        if (runs.Count < 2 || runs.All(run => places[run.Folder].Sweep is { } sweep && sweep == places[runs[0].Folder].Sweep))
            return (runs, []);
        var found = runs.AsParallel().AsOrdered().Select(run => new Source(places[run.Folder], Flatten(run.Folder))).ToList();
        var axes = found.SelectMany(run => run.Place.Coordinates.Keys).Distinct().ToList();
        // An axis of patches may have the name of a config key although it changes other keys. An axis therefore counts as a named key only
        // if all runs have a config key with its name.
        var named = keys.Concat(axes.Where(axis => found.All(run => run.Config.ContainsKey(axis)))).ToList();
        var varying = found.SelectMany(run => run.Config.Keys).Distinct()
            .Where(key => !axes.Contains(key) && !named.Any(one => BelongsTo(key, one)))
            .Select(key => (Key: key, Values: Distinct(found, key)))
            .Where(key => key.Values.Count > 1)
            .Select(key => (key.Key, key.Values, Unnamed: Unnamed(found, key.Key)))
            .Where(key => key.Unnamed.Count > 0)
            .OrderBy(key => key.Key, StringComparer.Ordinal).ToList();
        return ([.. runs.Zip(found, Completed)], [.. varying.Select(key => new VaryingKey(key.Key, key.Values))]);

        RunResult Completed(RunResult run, Source source)
        {
            var own = varying.Where(key => key.Unnamed.Contains(source)).Select(key => key.Key);
            return run with { Coordinates = With(run.Coordinates, source, axes, own) };
        }
    }

    /// <summary>Whether a key equals the named key or is inside it, as model.hidden is inside model. Keys such as init.weight.gain belong
    /// to init.weight.scheme.</summary>
    public static bool BelongsTo(string key, string named)
    {
        var owner = named.Split('.')[^1] is "scheme" or "kind" && named.Contains('.', StringComparison.Ordinal)
            ? named[..named.LastIndexOf('.')]
            : named;
        return key == owner || key.StartsWith(owner + ".", StringComparison.Ordinal);
    }

    /// <summary>Names of the axes in which the runs differ, except <paramref name="apart"/>, shortened by <see cref="Parts"/>.</summary>
    public static IReadOnlyList<string> Varying(IReadOnlyList<RunResult> runs, IReadOnlyList<string> apart) =>
        Parts([.. runs.SelectMany(run => run.Coordinates.Keys).Distinct().Where(axis => !apart.Contains(axis)
            && runs.Select(run => run.Coordinates.GetValueOrDefault(axis)).Distinct().Skip(1).Any())]);

    /// <summary>Shortens a list of keys. If the list contains the kind of a part of the config (model.kind), the name of the part (model)
    /// replaces all keys of this part.</summary>
    public static IReadOnlyList<string> Parts(IReadOnlyList<string> keys)
    {
        var owners = keys.Where(key => key.EndsWith(".kind", StringComparison.Ordinal) || key.EndsWith(".scheme", StringComparison.Ordinal))
            .Where(kind => keys.Count(key => BelongsTo(key, kind)) > 1).ToList();
        return [.. keys.Select(key => owners.Where(kind => BelongsTo(key, kind)).MinBy(kind => kind.Length) is { } kind
            ? kind[..kind.LastIndexOf('.')]
            : key).Distinct()];
    }

    // Finds the runs for which no axis explains the value of the key. If the values of a key vary within a sweep, the axes of this sweep
    // explain them, also in other sweeps with the same axes. The axes do not explain the values if two runs at the same point have
    // different values.
    private static HashSet<Source> Unnamed(IReadOnlyList<Source> runs, string key)
    {
        var bySweep = runs.ToLookup(run => run.Place.Sweep);
        var axes = bySweep.Where(sweep => sweep.Key is not null && Distinct(sweep, key).Count > 1)
            .Select(sweep => sweep.First().Axes).ToHashSet();
        var explained = runs.Where(run => run.Place.Sweep is not null && axes.Contains(run.Axes)).ToList();
        var rest = runs.Except(explained).ToList();
        var isContradicted = explained.GroupBy(run => run.Point).Any(point => Distinct(point, key).Count > 1);
        return isContradicted ? [.. runs] : Distinct(rest, key).Count > 1 || (rest.Count > 0 && explained.Count > 0) ? [.. rest] : [];
    }

    private static List<string> Distinct(IEnumerable<Source> runs, string key) => [.. runs.Select(run => run.Value(key)).Distinct()];

    private static OrderedDictionary<string, string> With(IReadOnlyDictionary<string, string> coordinates, Source source,
        IReadOnlyList<string> axes, IEnumerable<string> varying)
    {
        var all = new OrderedDictionary<string, string>();
        foreach (var (name, label) in coordinates)
            all.Add(name, label);
        // This run's config may have a key with the name of another sweep's axis. The key's value then becomes the run's coordinate on this
        // axis.
        foreach (var axis in axes.Where(source.Config.ContainsKey).Concat(varying))
            all.TryAdd(axis, source.Value(axis));
        return all;
    }

    private static Dictionary<string, string> Flatten(string folder)
    {
        var (file, flat) = (RunFolder.Open(folder).Config, new Dictionary<string, string>());
        try
        {
            foreach (var (name, value) in JsonNode.Parse(File.ReadAllBytes(file))!.AsObject().Where(pair => !s_apart.Contains(pair.Key)))
                Flatten(name, value, flat);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or IOException)
        {
            throw new InputException($"The file '{file}' can't be read: {exception.Message}");
        }
        return flat;
    }

    private static void Flatten(string path, JsonNode? node, Dictionary<string, string> flat)
    {
        if (node is not JsonObject members)
        {
            flat[path] = node is null ? "null" : node.GetValueKind() == JsonValueKind.String
                ? node.GetValue<string>()
                : CanonicalJson.Serialize(node);
            return;
        }
        foreach (var (name, value) in members)
            Flatten($"{path}.{name}", value, flat);
    }

    private sealed record Source(RunPlace Place, Dictionary<string, string> Config)
    {
        public string Axes { get; } = string.Join('\n', Place.Coordinates.Keys.Order(StringComparer.Ordinal));

        public string Point { get; } = string.Join('\n', Place.Coordinates.OrderBy(pair => pair.Key, StringComparer.Ordinal));

        public string Value(string key) => Config.GetValueOrDefault(key, RunReader.NoValue);
    }
}
