namespace Experiments.Signal.Predict;

/// <summary>Global average pooling: the mean over all positions of an image, one number per channel.</summary>
public sealed record GlobalAverageStage : PassingStage
{
    internal override SignalState Forward(SignalState signal) => ForwardSteps.GlobalAverage(signal);

    internal override Gradient Backward(Gradient gradient, SignalState input) => BackwardSteps.GlobalAverage(gradient, input);
}
