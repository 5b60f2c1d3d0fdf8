namespace Experiments.Signal.Predict;

/// <summary>Finds the measurements that a complete prediction needs, by one forward pass for the signal and one backward pass for the
/// gradient.</summary>
internal sealed class MeasurementSearch(LayerReadPoints places)
{
    private readonly HashSet<Stage> _known = new(ReferenceEqualityComparer.Instance);

    public List<string> Inputs { get; } = [];

    public List<string> Gradients { get; } = [];

    public bool Forward(IEnumerable<Stage> stages, bool isKnown)
    {
        foreach (var stage in stages)
        {
            if (isKnown)
                _known.Add(stage);
            isKnown = stage.IsKnownBehind(this, isKnown);
        }
        return isKnown;
    }

    public bool Backward(IEnumerable<Stage> stages, bool isKnown) =>
        stages.Reverse().Aggregate(isKnown, (known, stage) => stage.IsGradientKnownBefore(this, known));

    public bool IsInputKnown(Stage stage) => _known.Contains(stage);

    public void MeasureInput(string layer) => Inputs.Add(layer);

    /// <summary>Returns whether the gradient is known after the stage. If a layer's gradient is read at the stage and is unknown, this
    /// gradient is added to the required measurements and is then known.</summary>
    public bool Read(Stage stage, bool isKnown)
    {
        if (places.GradientAt(stage) is not { } layer || isKnown)
            return isKnown;
        Gradients.Add(layer);
        return true;
    }
}
