namespace Experiments.Models;

/// <summary>
/// A custom module that is a linear or convolution layer: it has a parameter <c>weight</c> of shape [outputs, inputs / groups, kernel…].
/// Policies and diagnostics treat it as one.
/// </summary>
public interface IWeightedModule
{
    /// <summary><see cref="LayerKind.Linear"/> or <see cref="LayerKind.Conv"/>.</summary>
    LayerKind Kind { get; }

    /// <summary>Groups of a convolution, otherwise 1.</summary>
    long Groups => 1;
}
