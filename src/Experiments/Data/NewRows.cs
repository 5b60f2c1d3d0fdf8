namespace Experiments.Data;

/// <summary>Rows whose targets the network predicts.</summary>
/// <param name="Description">Data that the network was trained on.</param>
/// <param name="Inputs">[N, features], encoded as in training.</param>
/// <param name="IdName">Name of the column that identifies the rows, or <c>row</c>.</param>
/// <param name="Ids">One text per row.</param>
public sealed record NewRows(DataDescription Description, Tensor Inputs, string IdName, IReadOnlyList<string> Ids) : IDisposable
{
    /// <summary>Remarks on the rows for the user, one sentence each.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <inheritdoc/>
    public void Dispose() => Inputs.Dispose();
}
