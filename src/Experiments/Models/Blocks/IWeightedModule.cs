namespace Experiments.Models;

/// <summary>
/// A custom linear or convolution layer with a parameter <c>weight</c> of shape [outputs, inputs / groups, kernel…]. Policies and
/// diagnostics treat such a module like PyTorch's layers.
/// </summary>
public interface IWeightedModule
{
    /// <summary><see cref="LayerKind.Linear"/> or <see cref="LayerKind.Conv"/>.</summary>
    LayerKind Kind { get; }

    /// <summary>Number of groups of a convolution; 1 for other layers.</summary>
    long Groups => 1;
}
