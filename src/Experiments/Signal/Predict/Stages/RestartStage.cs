namespace Experiments.Signal.Predict;

/// <summary>A step that theory can't predict. After this step, the prediction restarts from a measurement.</summary>
/// <param name="Reason">Description of the step, such as 'a max-pool'.</param>
public sealed record RestartStage(string Reason) : Stage
{
    internal override SignalState? Predict(PredictionRun run, SignalState? signal) => run.Restart(this);

    internal override bool IsKnownBehind(MeasurementSearch search, bool isKnown) => false;

    internal override bool IsGradientKnownBefore(MeasurementSearch search, bool isKnown) => false;
}
