namespace Experiments.Training;

/// <summary>Combines a learned number of each cell with all values of this cell.</summary>
internal sealed class StackedScalar(StackedParameter numbers, Func<Tensor, Tensor, Tensor> combine) : StackedModule
{
    /// <summary>Returns the stack of modules with one parameter of shape [1]. If the state does not contain the modules' parameters,
    /// returns <paramref name="apart"/>.</summary>
    public static StackedModule Of(IReadOnlyList<Module<Tensor, Tensor>> cells, StackedState state, SlicedModule apart,
        Func<Tensor, Tensor, Tensor> combine) =>
        state.Of(cells[0].parameters(recurse: false).Single()) is { } numbers ? new StackedScalar(numbers, combine) : apart;

    /// <inheritdoc/>
    public override StackedSignal Forward(StackedSignal signal) => signal.Combine(StackedLeaf.Of(numbers), combine);
}
