namespace Experiments.Serialization;

/// <summary>
/// Prefixes that wrappers put before the names of a network's tensors: <c>module.</c> of <c>DataParallel</c>, <c>_orig_mod.</c> of
/// <c>torch.compile</c>, <c>model.</c> of training frameworks, or several of them in a row.
/// </summary>
public static class TensorPrefix
{
    /// <summary>Lists prefixes, shortest first: if one of them is removed, the file has all of the network's names. The list is empty if
    /// the file has all names without removing a prefix.</summary>
    /// <param name="stored">Names in the file.</param>
    /// <param name="wanted">Names in the network.</param>
    public static IReadOnlyList<string> Fitting(IEnumerable<string> stored, IReadOnlyList<string> wanted)
    {
        var names = stored.ToHashSet();
        if (wanted.Count == 0 || wanted.All(names.Contains))
            return [];
        return [.. names.Where(name => name.EndsWith($".{wanted[0]}", StringComparison.Ordinal))
            .Select(name => name[..^wanted[0].Length])
            .Where(prefix => wanted.All(name => names.Contains(prefix + name)))
            .OrderBy(prefix => prefix.Length).ThenBy(prefix => prefix, StringComparer.Ordinal)];
    }
}
