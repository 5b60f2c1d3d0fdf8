namespace Experiments.Training;

/// <summary>
/// The signal between two layers of a stack: one tensor of all cells, [cells, batch, …], or one tensor for each cell, [batch, …]. It is
/// converted only where the next layer needs the other form.
/// </summary>
internal sealed class StackedSignal
{
    private Tensor? _together;
    private IReadOnlyList<Tensor>? _apart;

    public StackedSignal(Tensor together) => _together = together;

    public StackedSignal(IReadOnlyList<Tensor> apart) => _apart = apart;

    public Tensor Together => _together ??= stack(_apart!, 0);

    public IReadOnlyList<Tensor> Apart => _apart ??= _together!.unbind(0);
}
