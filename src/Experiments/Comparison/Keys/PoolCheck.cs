namespace Experiments.Comparison.Keys;

/// <summary>Refuses to average over config keys that the user did not name.</summary>
public static class PoolCheck
{
    /// <summary>The value of <c>--pool</c> that selects every key.</summary>
    public const string All = "all";

    private const int MostKeys = 8;
    private const int MostValues = 4;

    /// <summary>Throws if the runs differ in a key that is neither compared nor pooled.</summary>
    /// <param name="by">Compared keys.</param>
    /// <param name="pool">Keys, or parts of the config, over which the comparison averages.</param>
    /// <exception cref="InputException">The runs differ in another key, a pooled key is also compared, or a pooled key has the same value
    /// in all runs.
    /// </exception>
    public static void Of(RunCollection runs, IReadOnlyList<string> by, IReadOnlyList<string> pool)
    {
        if (runs.Runs.Count == 0)
            return;
        var known = runs.Unnamed.Select(key => key.Key).Concat(runs.Runs.SelectMany(run => run.Coordinates.Keys)).Distinct()
            .Where(key => !by.Contains(key) && Differ(runs, key)).ToList();
        if (pool.FirstOrDefault(name => name != All && !known.Any(key => OtherKeys.BelongsTo(key, name))) is { } idle)
            throw new InputException(by.FirstOrDefault(key => OtherKeys.BelongsTo(key, idle)) is { } compared
                ? $"--pool '{idle}': {compared} is compared by --by, so it can't be averaged over. Remove '{idle}' from --pool, or "
                    + "give --by another key."
                : $"--pool '{idle}': all runs have the same value of this key{Names.DidYouMeanOrStop(idle, known)}");
        var rest = runs.Unnamed.Where(key => !pool.Any(name => name == All || OtherKeys.BelongsTo(key.Key, name))).ToList();
        if (rest.Count == 0)
            return;
        var parts = Parts(rest);
        var (names, them) = (string.Join(',', parts.Select(part => part.Key)), parts.Count == 1 ? "it" : "them");
        throw new InputException(
            $"Besides {string.Join(" and ", by)}, the runs differ in {string.Join(", ", parts.Take(MostKeys).Select(InWords))}"
                + $"{(parts.Count > MostKeys ? $" and {parts.Count - MostKeys} more keys" : "")}. Give --pool {names} to average over "
                + $"{them}, or --by {string.Join(',', by)},{names} to compare each combination.");
    }

    private static bool Differ(RunCollection runs, string key) =>
        runs.Runs.Select(run => run.Coordinates.GetValueOrDefault(key)).Distinct().Skip(1).Any();

    private static List<VaryingKey> Parts(IReadOnlyList<VaryingKey> keys)
    {
        var values = keys.ToDictionary(key => key.Key, key => key.Values);
        return [.. OtherKeys.Parts([.. values.Keys]).Select(part => new VaryingKey(part, values.GetValueOrDefault(part)
            ?? values.GetValueOrDefault(part + ".kind") ?? values[part + ".scheme"]))];
    }

    private static string InWords(VaryingKey key) =>
        $"{key.Key} ({string.Join(", ", key.Values.Take(MostValues))}{(key.Values.Count > MostValues ? ", …" : "")})";
}
