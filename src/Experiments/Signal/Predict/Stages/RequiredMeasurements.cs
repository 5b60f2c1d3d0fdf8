namespace Experiments.Signal.Predict;

/// <summary>Layers of a network at which predictions restart from a measurement.</summary>
/// <param name="Inputs">Layers whose input must be measured: the layers after a max-pool or after another step that theory can't
/// predict.</param>
/// <param name="Gradients">Layers whose gradient with respect to the pre-activation must be measured: the last layer, and the layers before
/// a step that theory can't predict.</param>
public sealed record RequiredMeasurements(IReadOnlyList<string> Inputs, IReadOnlyList<string> Gradients)
{
    public static RequiredMeasurements Of(NetworkPath path)
    {
        var search = new MeasurementSearch(new LayerReadPoints(path.Stages));
        search.Forward(path.Stages, isKnown: true);
        search.Backward(path.Stages, isKnown: false);
        return new RequiredMeasurements(search.Inputs, search.Gradients);
    }
}
