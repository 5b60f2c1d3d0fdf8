namespace Experiments.Initialization;

/// <summary>The tensor of the parameter's full name in a safetensors file, as <c>experiments init</c>, a
/// checkpoint or a PyTorch script writes it.</summary>
public sealed record FromFileScheme : Scheme
{
    [Option("path", "The safetensors file; a relative path starts at the current directory.", Required = true, ContentMatters = true)]
    public string Path { get; init; } = "";

    [Option("strip_prefix", "What the names in the file begin with and those of the network don't, such as module. or _orig_mod.; names "
        + "without it stay as they are.")]
    public string? StripPrefix { get; init; }

    /// <inheritdoc/>
    public override string? Objection(InitTarget target)
    {
        var stored = Safetensors.ReadHeader(Path).Tensors;
        if (!string.IsNullOrEmpty(StripPrefix) && !stored.Keys.Any(name => name.StartsWith(StripPrefix, StringComparison.Ordinal)))
            return $"finds no name that begins with the strip_prefix '{StripPrefix}' in {Path}{Suggestion(target.FullName, stored.Keys)}";
        if (!stored.TryGetValue(StoredName(target.FullName, stored), out var entry))
            return Suggestion(target.FullName, stored.Keys) is { Length: > 0 } suggestion
                ? $"finds the names of the network in {Path} only behind a prefix{suggestion}"
                : $"finds no '{target.FullName}' in {Path}{Names.DidYouMean(target.FullName, stored.Keys)}";
        if (!entry.Shape.SequenceEqual(target.Shape))
            return $"finds the shape [{string.Join(", ", entry.Shape)}] in {Path}";
        return entry.IsFloatingPoint ? null : $"finds {entry.Type} in {Path}, not floating-point numbers";
    }

    /// <inheritdoc/>
    public override WeightLaw? Law(InitTarget target) => null;

    /// <inheritdoc/>
    public override void Fill(Tensor tensor, InitTarget target, Generator generator)
    {
        using var stored = Safetensors.ReadTensor(Path, StoredName(target.FullName, Safetensors.ReadHeader(Path).Tensors));
        tensor.copy_(stored);
    }

    /// <summary>Name in the file of a parameter of the network.</summary>
    internal string StoredName(string name, IReadOnlyDictionary<string, SafetensorsEntry> stored) =>
        stored.ContainsKey(StripPrefix + name) ? StripPrefix + name : name;

    // It does not name the parameter, so that parameters of one shape share the sentence.
    private static string Suggestion(string name, IEnumerable<string> stored)
    {
        var found = TensorPrefix.Fitting(stored, [name]).Select(prefix => $"\"strip_prefix\": {JsonText.Line(JsonValue.Create(prefix))}");
        return found.Any() ? $"; set {string.Join(" or ", found)}" : "";
    }
}
