namespace Experiments.Comparison.Keys;

/// <summary>Joins several keys to one coordinate: each combination of their values is a label.</summary>
internal static class JoinedKeys
{
    /// <summary>Returns the name of the joined coordinate, such as <c>policy × optimizer.lr</c>.</summary>
    public static string Name(IReadOnlyList<string> keys) => string.Join(" × ", keys);

    /// <summary>Returns the runs with the joined coordinate instead of the keys. If there is only one key, returns the runs
    /// unchanged.</summary>
    /// <exception cref="InputException">No run has one of the keys.</exception>
    public static RunCollection Of(RunCollection collection, IReadOnlyList<string> keys)
    {
        if (keys.Count < 2 || collection.Runs.Count == 0)
            return collection;
        if (keys.FirstOrDefault(key => collection.Runs.All(run => run.Coordinates[key] == RunReader.NoValue)) is { } missing)
            throw new InputException($"'{missing}': no run has such an axis or config key. Give an axis of the sweep or a key such as "
                + $"init.weight.scheme.");
        var parts = new OrderedDictionary<string, IReadOnlyList<string>>();
        foreach (var run in collection.Runs)
            parts.TryAdd(Label(run.Coordinates, keys), [.. keys.Select(key => run.Coordinates[key])]);
        return collection with
        {
            Runs = [.. collection.Runs.Select(run => run with { Coordinates = Join(run.Coordinates, keys) })],
            Joined = new JoinedLabels(keys, parts),
        };
    }

    private static string Label(IReadOnlyDictionary<string, string> coordinates, IReadOnlyList<string> keys) =>
        string.Join(", ", keys.Select(key => coordinates[key]));

    private static OrderedDictionary<string, string> Join(IReadOnlyDictionary<string, string> coordinates, IReadOnlyList<string> keys)
    {
        var joined = new OrderedDictionary<string, string> { [Name(keys)] = Label(coordinates, keys) };
        foreach (var (name, label) in coordinates.Where(pair => !keys.Contains(pair.Key)))
            joined.Add(name, label);
        return joined;
    }
}
