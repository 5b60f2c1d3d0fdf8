namespace Experiments.Signal.Predict;

/// <summary>A stage without random parameters: its input determines its output.</summary>
public abstract record PassingStage : Stage
{
    internal sealed override SignalState? Predict(PredictionRun run, SignalState? signal) => run.Pass(this, signal);

    internal abstract SignalState Forward(SignalState signal);

    /// <summary>Computes the backward pass of a gradient through the stage.</summary>
    /// <param name="input">Input of the stage in the forward pass.</param>
    internal abstract Gradient Backward(Gradient gradient, SignalState input);
}
