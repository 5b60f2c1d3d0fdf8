namespace Experiments.Signal.Predict;

/// <summary>A stage without random parameters: what leaves it follows from what enters it.</summary>
public abstract record PassingStage : Stage
{
    internal sealed override SignalState? Predict(PredictionRun run, SignalState? signal) => run.Pass(this, signal);

    internal abstract SignalState Forward(SignalState signal);

    /// <param name="input">The signal that entered on the way forward.</param>
    internal abstract Gradient Backward(Gradient gradient, SignalState input);
}
