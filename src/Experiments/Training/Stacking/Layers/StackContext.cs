namespace Experiments.Training;

/// <summary>What the layers of a stack work with.</summary>
/// <param name="State">Parameters of all cells.</param>
/// <param name="Buffers">Buffers of all cells.</param>
/// <param name="Generators">Each cell's generator.</param>
/// <param name="IsExact">Whether each layer must give the bits that it gives in a cell alone.</param>
internal sealed record StackContext(StackedState State, StackedBuffers Buffers, GeneratorStates Generators, bool IsExact);
