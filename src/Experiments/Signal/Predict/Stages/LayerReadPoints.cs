namespace Experiments.Signal.Predict;

/// <summary>Where each layer's signal is read, as in the probe: at the first activation behind it, or at its output if none.</summary>
internal sealed class LayerReadPoints
{
    private readonly Dictionary<Stage, string> _layers = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Stage, string> _gradients = new(ReferenceEqualityComparer.Instance);
    private WeightedStage? _current;

    public LayerReadPoints(IEnumerable<Stage> stages)
    {
        Walk(stages);
        foreach (var (stage, layer) in _layers)
            _gradients.TryAdd(stage, layer);
    }

    /// <summary>The layer whose signal is read at a stage (before an activation, or behind a weighted layer); null for none.</summary>
    public string? LayerAt(Stage stage) => _layers.GetValueOrDefault(stage);

    /// <summary>
    /// The layer whose gradient is read on the way back, behind a stage. An activation that begins a residual branch shares its input with
    /// the shortcut, so that input's gradient is complete only before the residual connection.
    /// </summary>
    public string? GradientAt(Stage stage) => _gradients.GetValueOrDefault(stage) is { Length: > 0 } layer ? layer : null;

    public void Weighted(WeightedStage stage)
    {
        _current = stage;
        _layers[stage] = stage.Layer;
    }

    public void Activation(ActivationStage stage)
    {
        if (_current is null)
            return;
        _layers.Remove(_current);
        _layers[stage] = _current.Layer;
        _current = null;
    }

    public void Residual(ResidualStage stage)
    {
        Walk(stage.Shortcut);
        Walk(stage.Branch);
        if (stage.Branch is [ActivationStage first, ..] && LayerAt(first) is { } layer)
            (_gradients[first], _gradients[stage]) = ("", layer);
    }

    private void Walk(IEnumerable<Stage> stages)
    {
        foreach (var stage in stages)
            stage.Register(this);
    }
}
