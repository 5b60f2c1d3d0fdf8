namespace Experiments.Training;

/// <summary>
/// Stores the state of the CPU's random generator for each cell. Cells that draw in turns then draw the same random numbers as in separate
/// training.
/// </summary>
internal sealed class GeneratorStates(int count) : IDisposable
{
    private readonly Tensor?[] _states = new Tensor?[count];

    /// <summary>Seeds a cell's generator.</summary>
    public void Seed(int cell, long seed)
    {
        Devices.Seed(CPU, seed);
        Leave(cell);
    }

    /// <summary>Sets the generator to the stored state of a cell.</summary>
    public void Enter(int cell) => Generator.Default.set_state(_states[cell]!);

    /// <summary>Stores the generator's current state for a cell.</summary>
    public void Leave(int cell)
    {
        _states[cell]?.Dispose();
        _states[cell] = Generator.Default.get_state().DetachFromDisposeScope();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var state in _states)
            state?.Dispose();
    }
}
