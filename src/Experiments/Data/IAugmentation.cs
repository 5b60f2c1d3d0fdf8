namespace Experiments.Data;

/// <summary>A random change of the training inputs, one batch at a time; targets are not changed.</summary>
public interface IAugmentation
{
    /// <summary>Returns the changed batch. The batch depends only on the arguments, so that a resumed run and all runs of one seed have the
    /// same inputs.</summary>
    /// <param name="inputs">[N, …input shape], on any device; not modified.</param>
    /// <param name="step">Number of the batch, as in <see cref="AugmentationStream.Seed"/>.</param>
    /// <returns>A new tensor of the same shape, type and device.</returns>
    Tensor Apply(Tensor inputs, long seed, long step);
}
