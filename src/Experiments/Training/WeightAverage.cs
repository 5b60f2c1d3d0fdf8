namespace Experiments.Training;

/// <summary>
/// The moving average that <see cref="EmaOptions"/> describes, of every parameter and, so that normalisation fits the averaged weights, of
/// every buffer of real numbers (running means and variances); counters are copied.
/// </summary>
public sealed class WeightAverage : IDisposable
{
    private readonly EmaOptions _options;
    private readonly IReadOnlyList<(string Name, Tensor Value)> _model;
    private readonly List<(string Name, Tensor Value)> _averages = [];

    /// <summary>Starts from the model's current weights.</summary>
    public WeightAverage(EmaOptions options, Module model)
    {
        using var scope = NewDisposeScope();
        _options = options;
        _model = [.. ModelState.Of(model)];
        foreach (var (name, value) in _model)
            _averages.Add((name, value.detach().clone().DetachFromDisposeScope()));
    }

    /// <summary>The averages, under the model's names.</summary>
    public IReadOnlyList<(string Name, Tensor Value)> Tensors => _averages;

    /// <summary>Adds the weights that update <paramref name="step"/> has left; the first step is 1.</summary>
    public void Update(long step)
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        var decay = _options.DecayAt(step);
        foreach (var ((_, average), (_, value)) in _averages.Zip(_model))
        {
            if (average.is_floating_point())
                average.mul_(decay).add_(value, alpha: 1 - decay);
            else
                average.copy_(value);
        }
    }

    /// <summary>Puts the averages into the model; disposing the result puts the model's own weights back, bit for bit.</summary>
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
    public void Dispose() => _averages.ForEach(named => named.Value.Dispose());

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
