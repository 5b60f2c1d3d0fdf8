namespace Experiments.Training;

/// <summary>Linear layers of all cells, computed together if that gives the same bits as separate layers.</summary>
internal sealed class StackedLinear : StackedModule
{
    private readonly StackedParameter _weight;
    private readonly StackedParameter? _bias;
    private readonly SlicedModule _apart;
    private LinearForm? _form;
    private long _batch;

    private StackedLinear(StackedParameter weight, StackedParameter? bias, SlicedModule apart) =>
        (_weight, _bias, _apart) = (weight, bias, apart);

    /// <summary>Returns the stack of the cells' layers.</summary>
    /// <returns><paramref name="apart"/> if the state lacks the layers' parameters.</returns>
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
        return input.dim() == 3 && FormFor(input) is { } form ? new StackedSignal(form(input, _weight, _bias)) : _apart.Forward(signal);
    }

    private LinearForm? FormFor(Tensor input)
    {
        var batch = input.size(1);
        if (_batch != batch)
            (_batch, _form) = (batch, LinearProof.Find(input, _weight, _bias));
        return _form;
    }
}
