namespace Experiments.Training;

/// <summary>Linear layers of all cells by batched matrix products.</summary>
internal sealed class StackedLinear : StackedModule
{
    private readonly StackedParameter _weight;
    private readonly StackedParameter? _bias;
    private readonly SlicedModule _apart;

    private StackedLinear(StackedParameter weight, StackedParameter? bias, SlicedModule apart) =>
        (_weight, _bias, _apart) = (weight, bias, apart);

    /// <summary>The stack of such layers.</summary>
    /// <returns><paramref name="apart"/> if the state lacks their parameters.</returns>
    public static StackedModule Of(IReadOnlyList<Modules.Linear> cells, StackedState state, SlicedModule apart)
    {
        if (state.Of(cells[0].weight) is not { } weight)
            return apart;
        var bias = cells[0].bias is { } own ? state.Of(own) : null;
        return bias is null == cells[0].bias is null ? new StackedLinear(weight, bias, apart) : apart;
    }

    /// <inheritdoc/>
    public override StackedSignal Forward(StackedSignal signal)
    {
        var input = signal.Together;
        return input.dim() == 3 && LinearProof.Allows(input, _weight.Values, _bias?.Values)
            ? new StackedSignal(StackedProduct.apply(input, _weight.Values, _weight, _bias!))
            : _apart.Forward(signal);
    }
}
