namespace Experiments.Training;

/// <summary>A training that advances together with others.</summary>
/// <param name="trainer">Has its initial weights, or those of a checkpoint.</param>
/// <param name="listener">Receives the training's events.</param>
/// <param name="shared">Called before each update whose gradients were computed together with those of other cells.</param>
/// <param name="ended">Called once, when this training is over.</param>
public sealed class StackedCell(Trainer trainer, ITrainingListener listener, Action shared, Action<StackedEnd> ended)
{
    public Trainer Trainer => trainer;

    public ITrainingListener Listener => listener;

    internal void CountShared() => shared();

    internal void End(TrainingEnd? end, Exception? error) => ended(new StackedEnd(end, error));
}
