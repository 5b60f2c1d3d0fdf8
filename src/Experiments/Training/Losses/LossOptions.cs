using Experiments.Data;
using Experiments.Scripts;

namespace Experiments.Training;

/// <summary>A loss function: the base of every row of <see cref="LossRegistry"/>.</summary>
public abstract record LossOptions
{
    /// <summary>Returns the loss of a training batch, a scalar with a gradient.</summary>
    /// <param name="output">Logits [N, classes], or predictions [N, 1].</param>
    /// <param name="target">Class numbers [N], or values [N, 1].</param>
    public abstract Tensor OfBatch(Tensor output, Tensor target);

    /// <summary>
    /// Returns one term per example, [N] or [N, 1]. <see cref="OfMean"/> computes a split's loss from the mean of these terms, so an
    /// evaluation can divide the split into batches of any size.
    /// </summary>
    public abstract Tensor Terms(Tensor output, Tensor target);

    /// <summary>Returns the loss of a split, given the mean of its <see cref="Terms"/>.</summary>
    public virtual double OfMean(double mean) => mean;

    /// <summary>Returns the loss in an exported PyTorch script; null if a script can't have this loss.</summary>
    public virtual PyLoss? PyTorch() => null;

    /// <exception cref="InputException">The loss does not fit the data's task or target.</exception>
    public abstract void Check(DataDescription data);

    /// <exception cref="InputException">The loss is not defined for a target.</exception>
    public virtual void CheckTargets(DataSplits data)
    {
    }

    /// <summary>Returns the default loss of a task: cross-entropy for classification, the mean squared error for regression.</summary>
    public static LossOptions DefaultFor(TaskKind task) => task == TaskKind.Classification ? new CrossEntropyLoss() : new MseLoss();

    protected void CheckTask(DataDescription data, TaskKind task)
    {
        if (data.Task != task)
        {
            throw new InputException(
                $"loss: {LossRegistry.Instance.NameOf(this)} is for {task.ToString().ToLowerInvariant()}, but this data is for "
                    + $"{data.Task.ToString().ToLowerInvariant()}; use {LossRegistry.Instance.NameOf(DefaultFor(data.Task))}.");
        }
    }
}
