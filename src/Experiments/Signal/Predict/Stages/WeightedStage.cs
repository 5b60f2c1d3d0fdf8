namespace Experiments.Signal.Predict;

/// <summary>A linear layer or a convolution over images. A linear layer treats an image as one vector.</summary>
/// <param name="Window">Kernel of a convolution; null for a linear layer.</param>
public sealed record WeightedStage(string Layer, ParameterLaw Weight, ParameterLaw Bias, int Inputs, int Outputs,
    KernelGeometry? Window = null, int Groups = 1) : Stage
{
    /// <summary>Whether the output can be predicted from the input.</summary>
    public bool IsKnown => Weight.Unknown is null && Bias.Unknown is null;

    internal override SignalState? Predict(PredictionRun run, SignalState? signal) => run.Weight(this, signal);

    internal override void Register(LayerReadPoints places) => places.Weighted(this);

    internal override bool IsKnownBehind(MeasurementSearch search, bool isKnown)
    {
        if (!isKnown)
            search.MeasureInput(Layer);
        return IsKnown;
    }

    internal override bool IsGradientKnownBefore(MeasurementSearch search, bool isKnown) =>
        search.Read(this, isKnown) && Weight.Unknown is null;
}
