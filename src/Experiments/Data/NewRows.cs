namespace Experiments.Data;

/// <summary>Rows of a table for which the network predicts the targets.</summary>
/// <param name="Description">The data with which the network was trained.</param>
/// <param name="Inputs">Inputs of the network, [N, features], encoded as in training.</param>
/// <param name="IdName">Name of the column that identifies the rows, or <c>row</c>.</param>
/// <param name="Ids">Identifiers of the rows, one text per row.</param>
public sealed record NewRows(DataDescription Description, Tensor Inputs, string IdName, IReadOnlyList<string> Ids) : IDisposable
{
    /// <summary>Warnings about the rows for the user, one sentence each.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <inheritdoc/>
    public void Dispose() => Inputs.Dispose();
}
