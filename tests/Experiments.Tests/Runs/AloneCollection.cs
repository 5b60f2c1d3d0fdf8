namespace Experiments.Tests.Runs;

/// <summary>
/// Tests that run while no other does: a run seeds libtorch's global generator at every step, and the number of BLAS threads is the process's.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneCollection
{
    public const string Name = "alone";
}
