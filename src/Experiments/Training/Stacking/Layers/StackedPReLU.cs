namespace Experiments.Training;

/// <summary>
/// PReLU of all cells, computed as one PReLU with a slope for each channel. This PReLU adds the terms of a slope's gradient in another
/// order than separate layers do.
/// </summary>
internal sealed class StackedPReLU(StackedParameter slope) : StackedModule
{
    /// <summary>Returns the stack of the cells' layers. If the layers learn a slope for each channel, or if the state does not contain the
    /// slopes, returns <paramref name="apart"/>.</summary>
    public static StackedModule Of(IReadOnlyList<Modules.PReLU> cells, StackedState state, SlicedModule apart) =>
        cells[0].num_parameters == 1 && state.Of(cells[0].weight) is { } slope ? new StackedPReLU(slope) : apart;

    /// <inheritdoc/>
    public override StackedSignal Forward(StackedSignal signal)
    {
        var (input, cells) = (signal.Channels, slope.Values.size(0));
        return StackedSignal.OfChannels(
            functional.prelu(input, StackedLeaf.Of(slope).expand(cells, input.size(1) / cells).flatten()), cells);
    }
}
