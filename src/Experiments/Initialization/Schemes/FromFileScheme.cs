namespace Experiments.Initialization;

/// <summary>The tensor of the parameter's full name in a safetensors file, as <c>experiments init</c>, a
/// checkpoint or a PyTorch script writes it.</summary>
public sealed record FromFileScheme : Scheme
{
    [Option("path", "The safetensors file; a relative path starts at the current directory.", Required = true, ContentMatters = true)]
    public string Path { get; init; } = "";

    /// <inheritdoc/>
    public override string? Objection(InitTarget target)
    {
        var stored = Safetensors.ReadHeader(Path).Tensors;
        if (!stored.TryGetValue(target.FullName, out var entry))
            return $"finds no '{target.FullName}' in {Path}{Names.DidYouMean(target.FullName, stored.Keys)}";
        if (!entry.Shape.SequenceEqual(target.Shape))
            return $"finds the shape [{string.Join(", ", entry.Shape)}] in {Path}";
        return entry.IsFloatingPoint ? null : $"finds {entry.Type} in {Path}, not floating-point numbers";
    }

    /// <inheritdoc/>
    public override WeightLaw? Law(InitTarget target) => null;

    /// <inheritdoc/>
    public override void Fill(Tensor tensor, InitTarget target, Generator generator)
    {
        using var stored = Safetensors.ReadTensor(Path, target.FullName);
        tensor.copy_(stored);
    }
}
