namespace Experiments.Training;

/// <summary>One parameter, with its values in all cells.</summary>
/// <param name="Values">[cells, shape…]; requires a gradient.</param>
/// <param name="Gradient">The gradients, [cells, shape…]; a backward pass adds to this tensor.</param>
internal sealed record StackedParameter(Tensor Values, Tensor Gradient);
