namespace Experiments.Signal.Predict;

/// <summary>The places in a network at which predictions start anew from a measurement.</summary>
/// <param name="Inputs">Layers whose input has to be measured: those behind a max-pool or another step that theory can't predict.</param>
/// <param name="Gradients">Layers at which the gradient with respect to the pre-activation has to be measured: the
/// last one, and those before such a place.</param>
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
