namespace Experiments.Signal.Predict;

/// <summary>Finds the stage at which each layer's signal is read. The signal is read before the first activation after the layer, or at the
/// layer's output if no activation follows. The probe measures at the same points.</summary>
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

    /// <summary>Returns the layer whose signal is read at a stage (before an activation, or after a layer with weights); null if no signal
    /// is read there.</summary>
    public string? LayerAt(Stage stage) => _layers.GetValueOrDefault(stage);

    /// <summary>
    /// Returns the layer whose gradient is read in the backward pass after a stage; null if no gradient is read there. An activation at the
    /// start of a residual branch has the same input as the shortcut. The gradient of this input is therefore complete only at the start of
    /// the residual connection.
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
