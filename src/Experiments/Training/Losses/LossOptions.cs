using Experiments.Data;

namespace Experiments.Training;

/// <summary>A loss function: the base of every row of <see cref="LossRegistry"/>.</summary>
public abstract record LossOptions
{
    /// <summary>The loss of a training batch, a scalar with a gradient.</summary>
    /// <param name="output">Logits [N, classes], or predictions [N, 1].</param>
    /// <param name="target">Class numbers [N], or values [N, 1].</param>
    public abstract Tensor OfBatch(Tensor output, Tensor target);

    /// <summary>One term per example, [N] or [N, 1]; <see cref="OfMean"/> makes the loss of a whole split from
    /// their mean, however it is cut into batches.</summary>
    public abstract Tensor Terms(Tensor output, Tensor target);

    /// <summary>The loss of a split from the mean of its <see cref="Terms"/>.</summary>
    public virtual double OfMean(double mean) => mean;

    /// <exception cref="InputException">The data's task or target does not fit.</exception>
    public abstract void Check(DataDescription data);

    /// <exception cref="InputException">A target does not fit.</exception>
    public virtual void CheckTargets(DataSplits data)
    {
    }

    /// <summary>The loss of a config that names none: cross-entropy for classes, the mean squared error for numbers.</summary>
    public static LossOptions DefaultFor(TaskKind task) => task == TaskKind.Classification ? new CrossEntropyLoss() : new MseLoss();

    protected void CheckTask(DataDescription data, TaskKind task)
    {
        if (data.Task != task)
        {
            throw new InputException(
                $"loss: {LossRegistry.Instance.NameOf(this)} is a loss for {task.ToString().ToLowerInvariant()}, and this data is for "
                    + $"{data.Task.ToString().ToLowerInvariant()}; " +
                $"use {LossRegistry.Instance.NameOf(DefaultFor(data.Task))}.");
        }
    }
}
