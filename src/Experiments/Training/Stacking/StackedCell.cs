namespace Experiments.Training;

/// <summary>The training of one cell, which advances together with the training of other cells.</summary>
/// <param name="trainer">Trainer of a model with its initial weights or the weights of a checkpoint.</param>
/// <param name="listener">Receives the training's events.</param>
/// <param name="shared">Called before each update that the cell shares with other cells. In such an update, the gradients were computed for
/// all cells together, or compared with such gradients.</param>
/// <param name="ended">Called once, when this training is over.</param>
public sealed class StackedCell(Trainer trainer, ITrainingListener listener, Action shared, Action<StackedEnd> ended)
{
    public Trainer Trainer => trainer;

    public ITrainingListener Listener => listener;

    /// <summary>
    /// The properties that must be equal in all cells of a stack: the sizes of the batches, the device, and whether weight decay applies to
    /// some parameters only.
    /// </summary>
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
