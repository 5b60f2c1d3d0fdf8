using Experiments.Training;

namespace Experiments.Runs;

/// <summary>Loads a model's weights from a safetensors file.</summary>
public static class ModelWeights
{
    /// <summary>Copies a file's tensors into a model whose tensors have the same names and shapes.</summary>
    /// <exception cref="InputException">The file can't be read, or belongs to another network.</exception>
    public static void Load(string path, Module model)
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        var tensors = Safetensors.Read(path);
        var state = ModelState.Of(model).ToDictionary(named => named.Name, named => named.Value);
        foreach (var (name, value) in state)
            value.copy_(Fitting(path, name, value, tensors));
        if (tensors.Keys.FirstOrDefault(name => !state.ContainsKey(name)) is { } extra)
            throw new InputException($"'{path}' is another network's: it has '{extra}', which this one has not.");
    }

    private static Tensor Fitting(string path, string name, Tensor value, IReadOnlyDictionary<string, Tensor> tensors)
    {
        if (!tensors.TryGetValue(name, out var tensor))
            throw new InputException($"'{path}' is another network's: it lacks '{name}'.");
        return tensor.shape.SequenceEqual(value.shape)
            ? tensor
            : throw new InputException(
                $"'{path}' is another network's: '{name}' has shape [{string.Join(", ", tensor.shape)}] there and "
                    + $"[{string.Join(", ", value.shape)}] here.");
    }
}
