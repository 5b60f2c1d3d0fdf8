namespace Experiments.Export;

/// <summary>A PyTorch script that repeats a run.</summary>
/// <param name="Text">The script.</param>
/// <param name="Weights">Initial weights that the script reads from a safetensors file beside it, by the names of the parameters, in
/// float32 on the CPU; null if the script draws all initial weights. Dispose of the tensors.</param>
/// <param name="WhyWeights">Names of the schemes because of which there is such a file; empty without a file.</param>
public sealed record ExportedScript(string Text, IReadOnlyList<(string Name, Tensor Value)>? Weights, IReadOnlyList<string> WhyWeights)
    : IDisposable
{
    /// <summary>Returns the path of the weights file for a script.</summary>
    public static string WeightsPath(string script) => Path.ChangeExtension(script, ".safetensors");

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var (_, value) in Weights ?? [])
            value.Dispose();
    }
}
