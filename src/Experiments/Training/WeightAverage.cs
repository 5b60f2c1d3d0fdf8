namespace Experiments.Training;

/// <summary>
/// The moving average described by <see cref="EmaOptions"/>. This class averages every parameter and every floating-point buffer (running
/// means and variances), so that normalisation fits the averaged weights. Counters are copied.
/// </summary>
public sealed class WeightAverage : IDisposable
{
    private readonly EmaOptions _options;
    private readonly Optimizer? _optimizer;
    private readonly IReadOnlyList<(string Name, Tensor Value)> _model;
    private readonly List<(string Name, Tensor Value)> _averages = [];
    private readonly KeptScalars _scalars = new();

    // Pairs of tensors that one operator averages. Each pair holds one or more of the model's tensors.
    private readonly List<(Tensor Average, Tensor Value)> _flat = [];
    private readonly List<(Tensor Average, Tensor Value)> _single;
    private int _layouts;

    /// <summary>Starts from the model's current weights.</summary>
    /// <param name="optimizer">Stores the parameters in few tensors, which are averaged whole; null averages each parameter alone.</param>
    /// <param name="buffers">Stores the buffers in few tensors, which are averaged whole; null averages each buffer alone.</param>
    public WeightAverage(EmaOptions options, Module model, Optimizer? optimizer = null, FlatBuffers? buffers = null)
    {
        using var scope = NewDisposeScope();
        _options = options;
        _optimizer = optimizer;
        _model = [.. ModelState.Of(model)];
        foreach (var (name, value) in _model)
            _averages.Add((name, value.detach().clone().DetachFromDisposeScope()));
        _single = [.. _averages.Zip(_model, (average, own) => (average.Value, own.Value))];
        foreach (var layout in buffers?.Layouts ?? [])
            Join(layout);
    }

    /// <summary>The averages, with the model's names.</summary>
    public IReadOnlyList<(string Name, Tensor Value)> Tensors => _averages;

    /// <summary>The tensors that hold all averages, each element once.</summary>
    internal IEnumerable<Tensor> StateTensors
    {
        get
        {
            JoinNew();
            return _flat.Concat(_single).Select(pair => pair.Average);
        }
    }

    /// <summary>Adds the weights after update <paramref name="step"/> to the average; the first step is 1.</summary>
    public void Update(long step)
    {
        UpdatePhases.Enter(UpdatePhase.Average);
        using var noGradients = no_grad();
        JoinNew();
        _scalars.Trim();
        var decay = _options.DecayAt(step);
        foreach (var (average, value) in _flat)
            Update(average, value, decay);
        foreach (var (average, value) in _single)
            Update(average, value, decay);
    }

    /// <summary>Copies the averages into the model. Disposing the returned object restores the trained weights, bit for bit.</summary>
    public IDisposable InPlace()
    {
        using var scope = NewDisposeScope();
        var own = _model.Select(named => named.Value.detach().clone().DetachFromDisposeScope()).ToList();
        Copy(_averages.Select(named => named.Value));
        return new Borrowed(() =>
        {
            Copy(own);
            own.ForEach(tensor => tensor.Dispose());
        });
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _averages.ForEach(named => named.Value.Dispose());
        _flat.ForEach(pair => pair.Average.Dispose());
        _scalars.Dispose();
    }

    private void Update(Tensor average, Tensor value, double decay)
    {
        if (average.is_floating_point())
            average.mul_(_scalars.Of(decay)).add_(value, alpha: _scalars.Of(1 - decay));
        else
            average.copy_(value);
    }

    private void JoinNew()
    {
        for (; _layouts < (_optimizer?.Layouts.Count ?? 0); _layouts++)
            Join(_optimizer!.Layouts[_layouts]);
    }

    // If several tensors are views of one flat tensor, their averages are also views of one flat tensor, in the same order.
    private void Join(FlatTensors layout)
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        var average = zeros_like(layout.Values).DetachFromDisposeScope();
        for (var i = 0; i < layout.Members.Count; i++)
        {
            var index = _single.FindIndex(pair => pair.Value.Handle == layout.Members[i].Handle);
            if (index < 0)
                continue;
            var view = layout.View(average, i);
            view.copy_(_single[index].Average);
            _single[index].Average.set_(view);
            _single.RemoveAt(index);
        }

        _flat.Add((average, layout.Values));
    }

    private void Copy(IEnumerable<Tensor> values)
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        foreach (var ((_, target), value) in _model.Zip(values))
            target.copy_(value);
    }

    private sealed class Borrowed(Action giveBack) : IDisposable
    {
        public void Dispose() => giveBack();
    }
}
