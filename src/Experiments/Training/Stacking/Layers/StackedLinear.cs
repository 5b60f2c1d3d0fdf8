namespace Experiments.Training;

/// <summary>
/// Linear layers of all cells, and the ReLU that may follow them, computed together if that gives the same bits as separate layers.
/// </summary>
internal sealed class StackedLinear : StackedModule
{
    private readonly StackedParameter _weight;
    private readonly StackedParameter? _bias;
    private readonly SlicedModule _apart;
    private readonly StackedActivation? _relu;
    private LinearForm? _form;
    private long _batch;

    private StackedLinear(StackedParameter weight, StackedParameter? bias, SlicedModule apart, StackedActivation? relu = null) =>
        (_weight, _bias, _apart, _relu) = (weight, bias, apart, relu);

    /// <summary>Returns the stack of the cells' layers. If the state does not contain the layers' parameters, returns
    /// <paramref name="apart"/>.</summary>
    public static StackedModule Of(IReadOnlyList<Modules.Linear> cells, StackedState state, SlicedModule apart)
    {
        if (state.Of(cells[0].weight) is not { } weight)
            return apart;
        var bias = cells[0].bias is { } own ? state.Of(own) : null;
        return bias is null == cells[0].bias is null ? new StackedLinear(weight, bias, apart) : apart;
    }

    /// <summary>Whether a ReLU follows the layers.</summary>
    public bool Rectifies => _relu is not null;

    /// <summary>Returns these layers followed by a ReLU.</summary>
    public StackedLinear With(StackedActivation relu) => new(_weight, _bias, _apart, relu);

    /// <inheritdoc/>
    public override string Form => Rectifies ? $"{base.Form}+{_relu!.Form}" : base.Form;

    /// <inheritdoc/>
    public override StackedSignal Forward(StackedSignal signal)
    {
        var input = signal.Together;
        if (input.dim() == 3 && FormFor(input) is { } form)
            return new StackedSignal(form(input, _weight, _bias, Rectifies));
        var output = _apart.Forward(signal);
        return _relu?.Forward(output) ?? output;
    }

    private LinearForm? FormFor(Tensor input)
    {
        var batch = input.size(1);
        if (_batch != batch)
            (_batch, _form) = (batch, LinearProof.Find(input, _weight, _bias, Rectifies));
        return _form;
    }
}
