namespace Experiments.Signal.Predict;

/// <summary>Flattens an image to a vector of channels · height · width numbers.</summary>
public sealed record FlattenStage : PassingStage
{
    internal override SignalState Forward(SignalState signal) => ForwardSteps.Flatten(signal);

    internal override Gradient Backward(Gradient gradient, SignalState input) => BackwardSteps.Flatten(gradient, input);
}
