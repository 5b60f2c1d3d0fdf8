using Experiments.Models;

namespace Experiments.Signal.Predict;

public sealed record ActivationStage(ActivationOptions Function) : Stage
{
    internal override SignalState? Predict(PredictionRun run, SignalState? signal) => run.Activate(this, signal);
}
