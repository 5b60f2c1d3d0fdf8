using Experiments.Models;

namespace Experiments.Signal.Predict;

public sealed record ActivationStage(ActivationOptions Function) : Stage
{
    internal override SignalState? Predict(PredictionRun run, SignalState? signal) => run.Activate(this, signal);

    internal override void Register(LayerReadPoints places) => places.Activation(this);

    internal override bool IsGradientKnownBefore(MeasurementSearch search, bool isKnown) =>
        search.Read(this, isKnown && search.IsInputKnown(this));
}
