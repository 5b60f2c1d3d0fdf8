namespace Experiments.Training;

/// <summary>A parameter of all cells.</summary>
/// <param name="Values">[cells, shape…]; requires a gradient.</param>
/// <param name="Gradient">The gradients, in the same shape; a backward pass adds to it.</param>
internal sealed record StackedParameter(Tensor Values, Tensor Gradient);
