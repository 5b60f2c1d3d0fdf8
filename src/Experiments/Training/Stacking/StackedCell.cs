namespace Experiments.Training;

/// <summary>A training that advances together with others.</summary>
/// <param name="trainer">Has its initial weights, or those of a checkpoint.</param>
/// <param name="listener">Receives the training's events.</param>
/// <param name="ended">Called once, when this training is over.</param>
public sealed class StackedCell(Trainer trainer, ITrainingListener listener, Action<StackedEnd> ended)
{
    public Trainer Trainer => trainer;

    public ITrainingListener Listener => listener;

    /// <summary>Updates that were computed together with other cells.</summary>
    internal long SharedUpdates { get; set; }

    internal void End(TrainingEnd? end, Exception? error) => ended(new StackedEnd(end, error, SharedUpdates));
}
