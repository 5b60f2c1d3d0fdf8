namespace Experiments.Models;

/// <summary>Where in a residual branch a layer stands.</summary>
/// <param name="Residual">The residual connection that the branch belongs to; of nested ones, the innermost.</param>
/// <param name="Number">Number of the branch among the network's, 0 the first.</param>
/// <param name="Position">How many linear and convolution layers of the branch come before the layer.</param>
/// <param name="LayerCount">How many linear and convolution layers the branch has: m in Fixup (Zhang et al. 2019).</param>
/// <param name="IsLast">Whether no layer of its sort comes after it in the branch: the sorts are the linear and convolution layers together, the normalisations, and each other kind.</param>
public sealed record BranchPlace(Residual Residual, int Number, int Position, int LayerCount, bool IsLast);
