namespace Experiments.Initialization;

/// <summary>Reads the tensor with the parameter's full name from a safetensors file. The file may come from <c>experiments init</c>, a
/// checkpoint or a PyTorch script.</summary>
public sealed record FromFileScheme : Scheme
{
    [Option("path", "The safetensors file; a relative path is relative to the current folder.", Required = true, ContentMatters = true)]
    public string Path { get; init; } = "";

    [Option("strip_prefix",
        "Prefix to remove from the names in the file, such as module. or _orig_mod.; names without the prefix are not changed.")]
    public string? StripPrefix { get; init; }

    /// <inheritdoc/>
    public override string? Objection(InitTarget target)
    {
        var stored = Safetensors.ReadHeader(Path).Tensors;
        if (!string.IsNullOrEmpty(StripPrefix) && !stored.Keys.Any(name => name.StartsWith(StripPrefix, StringComparison.Ordinal)))
            return $"finds no name that begins with the strip_prefix '{StripPrefix}' in {Path}{Suggestion(target.FullName, stored.Keys)}";
        if (!stored.TryGetValue(StoredName(target.FullName, stored), out var entry))
            return Suggestion(target.FullName, stored.Keys) is { Length: > 0 } suggestion
                ? $"finds the names of the network in {Path} only with a prefix{suggestion}"
                : $"finds no '{target.FullName}' in {Path}{Names.DidYouMean(target.FullName, stored.Keys)}";
        if (!entry.Shape.SequenceEqual(target.Shape))
            return $"finds the shape [{string.Join(", ", entry.Shape)}] in {Path}";
        return entry.IsFloatingPoint ? null : $"needs floating-point numbers, but the tensor in {Path} has the type {entry.Type}";
    }

    /// <inheritdoc/>
    public override WeightLaw? Law(InitTarget target) => null;

    /// <inheritdoc/>
    public override void Fill(Tensor tensor, InitTarget target, Generator generator)
    {
        using var stored = Safetensors.ReadTensor(Path, StoredName(target.FullName, Safetensors.ReadHeader(Path).Tensors));
        tensor.copy_(stored);
    }

    /// <summary>Returns the name in the file for a parameter of the network.</summary>
    internal string StoredName(string name, IReadOnlyDictionary<string, SafetensorsEntry> stored) =>
        stored.ContainsKey(StripPrefix + name) ? StripPrefix + name : name;

    // The sentence does not name the parameter, so that one message covers all parameters of the same shape.
    private static string Suggestion(string name, IEnumerable<string> stored)
    {
        var found = TensorPrefix.Fitting(stored, [name]).Select(prefix => $"\"strip_prefix\": {JsonText.Line(JsonValue.Create(prefix))}");
        return found.Any() ? $"; set {string.Join(" or ", found)}" : "";
    }
}
