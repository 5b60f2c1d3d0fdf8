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

    /// <summary>What the cells of a stack have in common: the layout of their parameters, and the sizes of their batches.</summary>
    internal string Key { get; } = KeyOf(trainer);

    internal void CountShared() => shared();

    internal void End(TrainingEnd? end, Exception? error) => ended(new StackedEnd(end, error));

    private static string KeyOf(Trainer trainer)
    {
        var config = trainer.Plan.Config;
        return string.Create(CultureInfo.InvariantCulture,
            $"{trainer.Plan.TrainExamples} {config.Data.BatchSize} {config.Data.DropLast} {config.Training.Accumulate} {trainer.Device} "
                + $"{config.Optimizer.SparesSome}");
    }
}
