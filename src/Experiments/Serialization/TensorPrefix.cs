namespace Experiments.Serialization;

/// <summary>
/// Prefixes that wrapper modules add to the names of a network's tensors: <c>module.</c> of <c>DataParallel</c>, <c>_orig_mod.</c> of
/// <c>torch.compile</c>, <c>model.</c> of training frameworks, or several of these prefixes one after another.
/// </summary>
public static class TensorPrefix
{
    /// <summary>Lists those prefixes whose removal gives the file all names of the network, shortest first. The list is empty if the file
    /// has all names without removing a prefix.</summary>
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
