namespace Experiments.Signal.Predict;

/// <summary>One step of a signal through a network. A stage describes shapes and distributions for the theory; it contains no parameter
/// values.</summary>
public abstract record Stage
{
    /// <summary>Predicts the signal after the stage and records the backward step; null if the signal is unknown.</summary>
    internal abstract SignalState? Predict(PredictionRun run, SignalState? signal);

    /// <summary>Returns the stage for a batch with this number of examples.</summary>
    internal virtual Stage InBatchOf(int examples) => this;

    /// <summary>Registers the stage if the signal of a layer is read at this stage.</summary>
    internal virtual void Register(LayerReadPoints places)
    {
    }

    /// <summary>Whether the signal after the stage can be predicted.</summary>
    /// <param name="isKnown">Whether the signal before the stage can be predicted.</param>
    internal virtual bool IsKnownBehind(MeasurementSearch search, bool isKnown) => isKnown;

    /// <summary>Whether the gradient with respect to the stage's input can be predicted.</summary>
    /// <param name="isKnown">Whether the gradient with respect to the stage's output can be predicted.</param>
    internal virtual bool IsGradientKnownBefore(MeasurementSearch search, bool isKnown) =>
        search.Read(this, isKnown) && search.IsInputKnown(this);
}
