using Experiments.Configuration;
using Experiments.Data;
using static TorchSharp.torch;

namespace Experiments.Training;

/// <summary>What is minimised: the base of every row of <see cref="LossRegistry"/>.</summary>
public abstract record LossOptions
{
    /// <summary>The loss of a training batch, a scalar with a gradient.</summary>
    /// <param name="output">Logits [N, classes], or predictions [N, 1].</param>
    /// <param name="target">Class numbers [N], or values [N, 1].</param>
    public abstract Tensor OfBatch(Tensor output, Tensor target);

    /// <summary>One term an example, [N] or [N, 1], from which <see cref="OfMean"/> makes the loss of a whole split, however it is cut into batches.</summary>
    public abstract Tensor Terms(Tensor output, Tensor target);

    /// <summary>The loss of a split from the mean of its <see cref="Terms"/>.</summary>
    public virtual double OfMean(double mean) => mean;

    /// <summary>Refuses data that the loss has no meaning for.</summary>
    /// <exception cref="InputException">The data's task or target does not fit.</exception>
    public abstract void Check(DataDescription data);

    /// <summary>Refuses targets that the loss has no meaning for.</summary>
    /// <exception cref="InputException">A target does not fit.</exception>
    public virtual void CheckTargets(DataSplits data)
    {
    }

    /// <summary>What a config that names no loss gets: cross-entropy for classes, the mean squared error for numbers.</summary>
    public static LossOptions DefaultFor(TaskKind task) => task == TaskKind.Classification ? new CrossEntropyLoss() : new MseLoss();

    /// <summary>Refuses data whose task is not the loss's.</summary>
    protected void CheckTask(DataDescription data, TaskKind task)
    {
        if (data.Task != task)
        {
            throw new InputException(
                $"loss: {LossRegistry.Instance.NameOf(this)} is a loss for {task.ToString().ToLowerInvariant()}, and this data is for {data.Task.ToString().ToLowerInvariant()}; " +
                $"use {LossRegistry.Instance.NameOf(DefaultFor(data.Task))}.");
        }
    }
}
