namespace Experiments.Models;

/// <summary>
/// A custom linear or convolution layer with a parameter <c>weight</c> of shape [outputs, inputs / groups, kernel…]. Policies and
/// diagnostics treat it like PyTorch's layers.
/// </summary>
public interface IWeightedModule
{
    /// <summary><see cref="LayerKind.Linear"/> or <see cref="LayerKind.Conv"/>.</summary>
    LayerKind Kind { get; }

    /// <summary>Groups of a convolution, otherwise 1.</summary>
    long Groups => 1;
}
