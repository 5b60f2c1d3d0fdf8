namespace Experiments.Models;

/// <summary>Position of a layer in a residual branch.</summary>
/// <param name="Residual">The residual connection that the branch belongs to; of nested ones, the innermost.</param>
/// <param name="Number">Index of the branch in the network, from 0.</param>
/// <param name="Position">Number of linear and convolution layers of the branch before this layer.</param>
/// <param name="LayerCount">Number of linear and convolution layers in the branch: m in Fixup (Zhang et al. 2019).</param>
/// <param name="IsLast">Whether no layer of its sort follows in the branch; sorts are linear and convolution layers
/// together, normalisations, and each other kind.</param>
public sealed record BranchPlace(Residual Residual, int Number, int Position, int LayerCount, bool IsLast);
