namespace Experiments.Models;

/// <summary>Position of a layer in a residual branch.</summary>
/// <param name="Residual">The innermost residual connection that contains the branch.</param>
/// <param name="Number">Index of the branch in the network, from 0.</param>
/// <param name="Position">Number of linear and convolution layers of the branch before this layer.</param>
/// <param name="LayerCount">Number of linear and convolution layers in the branch: m in Fixup (Zhang et al. 2019).</param>
/// <param name="IsLast">Whether the layer is the last layer of its kind in the branch. For this purpose, linear and convolution layers
/// count as one kind.</param>
public sealed record BranchPlace(Residual Residual, int Number, int Position, int LayerCount, bool IsLast);
