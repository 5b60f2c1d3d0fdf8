namespace Experiments.Training;

/// <summary>Data that the layers of a stack share.</summary>
/// <param name="State">Parameters of all cells.</param>
/// <param name="Buffers">Buffers of all cells.</param>
/// <param name="Generators">States of the random generator, one for each cell.</param>
/// <param name="IsExact">Whether each layer must give the same bits as in separate training.</param>
internal sealed record StackContext(StackedState State, StackedBuffers Buffers, GeneratorStates Generators, bool IsExact);
