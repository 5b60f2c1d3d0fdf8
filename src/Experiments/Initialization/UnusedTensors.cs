namespace Experiments.Initialization;

/// <summary>Finds tensors that a policy with <c>from_file</c> does not use. Schemes fill only weights and biases, but a file may contain
/// other tensors.</summary>
internal static class UnusedTensors
{
    private const int MostNames = 4;

    /// <summary>Returns a sentence for each file with unused tensors.</summary>
    public static IEnumerable<string> Sentences(IReadOnlyList<ParameterPlan> parameters) =>
        from file in parameters.Where(parameter => parameter.Scheme is FromFileScheme)
            .GroupBy(parameter => ((FromFileScheme)parameter.Scheme!).Path)
        let stored = Safetensors.ReadHeader(file.Key).Tensors
        let used = file.Select(parameter => ((FromFileScheme)parameter.Scheme!).StoredName(parameter.Name, stored)).ToHashSet()
        let left = stored.Keys.Where(name => !used.Contains(name)).Order(StringComparer.Ordinal).ToList()
        where left.Count > 0
        select $"from_file: {left.Count} of the {left.Count + used.Count} tensors in {file.Key} are not used: no parameter that "
            + $"from_file fills has these names ({Listed(left)}).";

    private static string Listed(List<string> names) =>
        string.Join(", ", names.Take(MostNames)) + (names.Count > MostNames ? $" and {names.Count - MostNames} more" : "");
}
