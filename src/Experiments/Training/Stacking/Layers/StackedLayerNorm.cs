namespace Experiments.Training;

/// <summary>Layer normalisation of all cells. The weight and bias of each cell are applied after the common normalisation.</summary>
/// <remarks>On the CPU, libtorch's gradient multiplies by the weight inside the sums, so this class rounds differently.</remarks>
internal sealed class StackedLayerNorm : StackedModule
{
    private readonly Modules.LayerNorm _first;
    private readonly StackedParameter _weight;
    private readonly StackedParameter _bias;
    private readonly SlicedModule _apart;

    private StackedLayerNorm(Modules.LayerNorm first, StackedParameter weight, StackedParameter bias, SlicedModule apart) =>
        (_first, _weight, _bias, _apart) = (first, weight, bias, apart);

    /// <summary>Returns the stack of the cells' layers. If the layers have no weight and bias, have different settings, or normalise over
    /// more than one dimension, returns <paramref name="apart"/>.</summary>
    public static StackedModule Of(IReadOnlyList<Modules.LayerNorm> cells, StackedState state, SlicedModule apart)
    {
        var first = cells[0];
        return first is { elementwise_affine: true, bias: { } ownBias, normalized_shape.Length: 1 }
            && cells.All(cell => cell.eps == first.eps && cell.normalized_shape.SequenceEqual(first.normalized_shape))
            && state.Of(first.weight) is { } weight && state.Of(ownBias) is { } bias
                ? new StackedLayerNorm(first, weight, bias, apart)
                : apart;
    }

    /// <inheritdoc/>
    public override StackedSignal Forward(StackedSignal signal)
    {
        var input = signal.Together;
        if (input.dim() != 3)
            return _apart.Forward(signal);
        var normalised = functional.layer_norm(input, _first.normalized_shape, eps: _first.eps);
        return new StackedSignal((normalised * StackedLeaf.Of(_weight).unsqueeze(1)) + StackedLeaf.Of(_bias).unsqueeze(1));
    }
}
