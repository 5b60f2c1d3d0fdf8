using Experiments.Training;

namespace Experiments.Runs;

/// <summary>Loads a model's weights from a safetensors file.</summary>
public static class ModelWeights
{
    /// <summary>
    /// Copies a file's tensors into a model with tensors of the same names and shapes. The names in the file may have a common prefix.
    /// </summary>
    /// <returns>The common prefix of the names in the file; empty without a prefix.</returns>
    /// <exception cref="InputException">The file can't be read, or belongs to another network.</exception>
    public static string Load(string path, Module model)
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        var tensors = Safetensors.Read(path);
        var state = ModelState.Of(model).ToDictionary(named => named.Name, named => named.Value);
        var prefix = TensorPrefix.Fitting(tensors.Keys, [.. state.Keys]) is [var first, ..] ? first : "";
        foreach (var (name, value) in state)
            value.copy_(Fitting(path, prefix + name, value, tensors));
        var known = state.Keys.Select(name => prefix + name).ToHashSet();
        if (tensors.Keys.FirstOrDefault(name => !known.Contains(name)) is { } extra)
            throw new InputException($"'{path}' belongs to another network: it has '{extra}', which this network does not have.");
        return prefix;
    }

    private static Tensor Fitting(string path, string name, Tensor value, IReadOnlyDictionary<string, Tensor> tensors)
    {
        if (!tensors.TryGetValue(name, out var tensor))
            throw new InputException($"'{path}' belongs to another network: it lacks '{name}'.");
        return tensor.shape.SequenceEqual(value.shape)
            ? tensor
            : throw new InputException(
                $"'{path}' belongs to another network: '{name}' has shape [{string.Join(", ", tensor.shape)}] there and "
                    + $"[{string.Join(", ", value.shape)}] here.");
    }
}
