using Experiments.Runs;

namespace Experiments.Comparison;

/// <summary>
/// Runs outside sweeps. Nothing declares what varies, so every key that differs among their configs becomes a coordinate. A learning rate
/// changed along with the policy is then not mistaken for the policy's effect.
/// </summary>
internal static class PlainRuns
{
    // Names, places and measurements along the way change no result; the seed is what replicates a run.
    private static readonly string[] s_apart = ["name", "seed", "output", "diagnostics", "Serilog", "$schema"];

    /// <summary>Returns the runs, with a coordinate added to those outside sweeps for each key that varies among them.</summary>
    /// <param name="plain">Folders of the runs outside sweeps.</param>
    /// <param name="keys">Compared coordinates; keys beside them in the config are not added.</param>
    public static IReadOnlyList<RunResult> WithWhatElseVaries(IReadOnlyList<RunResult> runs, IReadOnlySet<string> plain,
        IReadOnlyList<string> keys)
    {
        var configs = runs.Where(run => plain.Contains(run.Folder)).ToDictionary(run => run.Folder, run => Flatten(run.Folder));
        if (configs.Count < 2)
            return runs;
        var varying = configs.Values.SelectMany(config => config.Keys).Distinct()
            .Where(key => !keys.Any(asked => BelongsTo(key, asked)))
            .Where(key => configs.Values.Select(config => config.GetValueOrDefault(key, RunReader.NoValue)).Distinct().Count() > 1)
            .Order(StringComparer.Ordinal).ToList();
        return [.. runs.Select(run => configs.TryGetValue(run.Folder, out var config)
            ? run with { Coordinates = With(run.Coordinates, varying, config) }
            : run)];
    }

    private static OrderedDictionary<string, string> With(IReadOnlyDictionary<string, string> coordinates, List<string> varying,
        Dictionary<string, string> config)
    {
        var all = new OrderedDictionary<string, string>();
        foreach (var (name, label) in coordinates)
            all.Add(name, label);
        foreach (var key in varying)
            all.TryAdd(key, config.GetValueOrDefault(key, RunReader.NoValue));
        return all;
    }

    // init.weight.gain goes with init.weight.scheme, and model.hidden with model.
    private static bool BelongsTo(string key, string asked)
    {
        var owner = asked.Split('.')[^1] is "scheme" or "kind" && asked.Contains('.', StringComparison.Ordinal)
            ? asked[..asked.LastIndexOf('.')]
            : asked;
        return key == owner || key.StartsWith(owner + ".", StringComparison.Ordinal);
    }

    private static Dictionary<string, string> Flatten(string folder)
    {
        var flat = new Dictionary<string, string>();
        foreach (var (name, value) in JsonNode.Parse(File.ReadAllBytes(RunFolder.Open(folder).Config))!.AsObject()
            .Where(pair => !s_apart.Contains(pair.Key)))
            Flatten(name, value, flat);
        return flat;
    }

    private static void Flatten(string path, JsonNode? node, Dictionary<string, string> flat)
    {
        if (node is not JsonObject members)
        {
            flat[path] = node is null ? "null" : CanonicalJson.Serialize(node);
            return;
        }
        foreach (var (name, value) in members)
            Flatten($"{path}.{name}", value, flat);
    }
}
