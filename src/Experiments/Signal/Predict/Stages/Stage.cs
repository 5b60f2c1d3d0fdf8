namespace Experiments.Signal.Predict;

/// <summary>One step that a signal takes through a network, as theory sees it: no values, only laws and shapes.</summary>
public abstract record Stage
{
    /// <summary>Predicts the signal behind the stage, and records the way back; null where the signal is unknown.</summary>
    internal abstract SignalState? Predict(PredictionRun run, SignalState? signal);

    /// <summary>The stage as theory sees it in a batch of so many examples.</summary>
    internal virtual Stage InBatchOf(int examples) => this;

    /// <summary>Registers where the signal of a layer is read.</summary>
    internal virtual void Register(LayerReadPoints places)
    {
    }

    /// <summary>Whether the signal behind the stage can be predicted.</summary>
    /// <param name="isKnown">Whether the signal in front of it can.</param>
    internal virtual bool IsKnownBehind(MeasurementSearch search, bool isKnown) => isKnown;

    /// <summary>Whether the gradient in front of the stage can be predicted.</summary>
    /// <param name="isKnown">Whether the gradient behind it can.</param>
    internal virtual bool IsGradientKnownBefore(MeasurementSearch search, bool isKnown) =>
        search.Read(this, isKnown) && search.IsInputKnown(this);
}
