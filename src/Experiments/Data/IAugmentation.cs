using static TorchSharp.torch;

namespace Experiments.Data;

/// <summary>A random change of the training inputs, a batch at a time, that leaves the targets as they are.</summary>
public interface IAugmentation
{
    /// <summary>
    /// The changed batch: a pure function of its arguments, so that a resumed run sees the same pictures and runs of one seed see the same as one another.
    /// </summary>
    /// <param name="inputs">[N, …input shape], on any device; left as it is.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="step">Updates made before this one.</param>
    /// <returns>A new tensor of the same shape, type and device.</returns>
    Tensor Apply(Tensor inputs, long seed, long step);
}
