using static TorchSharp.torch;

namespace Experiments.Data;

/// <summary>Rows to predict for.</summary>
/// <param name="Description">The data that a network was trained on.</param>
/// <param name="Inputs">[N, features], as in training.</param>
/// <param name="IdName">What tells them apart.</param>
/// <param name="Ids">One text a row.</param>
public sealed record NewRows(DataDescription Description, Tensor Inputs, string IdName, IReadOnlyList<string> Ids) : IDisposable
{
    /// <summary>What a person should know of the rows, a sentence each.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <inheritdoc/>
    public void Dispose() => Inputs.Dispose();
}
