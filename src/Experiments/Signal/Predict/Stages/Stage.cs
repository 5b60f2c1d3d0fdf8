namespace Experiments.Signal.Predict;

/// <summary>One step that a signal takes through a network, as theory sees it: no values, only laws and shapes.</summary>
public abstract record Stage
{
    /// <summary>Predicts the signal behind the stage, and records the way back; null where the signal is unknown.</summary>
    internal abstract SignalState? Predict(PredictionRun run, SignalState? signal);
}
