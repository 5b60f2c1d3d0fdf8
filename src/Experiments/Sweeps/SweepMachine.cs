using Experiments.Configuration;
using Experiments.Training;

namespace Experiments.Sweeps;

/// <summary>Which devices the cells of a sweep can have: those of this machine, or those of a cluster, of which this machine knows nothing.</summary>
/// <param name="IsCluster">Whether the cells run elsewhere.</param>
public sealed record SweepMachine(bool IsCluster)
{
    /// <summary>The type of device that a config's <c>device</c> means: <c>cpu</c> or <c>cuda</c>.</summary>
    /// <exception cref="InputException">It names one GPU, which a sweep deals itself; or it is auto, and the cells run on a cluster.</exception>
    /// <exception cref="MissingException">It is cuda, and this machine has none.</exception>
    public string DeviceOf(string device)
    {
        if (device.StartsWith("cuda:", StringComparison.Ordinal))
            throw new InputException($"device is '{device}'; a sweep deals the GPUs to its workers itself, so write cuda (and CUDA_VISIBLE_DEVICES to leave some of them out).");
        if (IsCluster && device == "auto")
            throw new InputException("device is 'auto', and what the cluster's machines have is not known here; write cpu or cuda.");
        return device == "cpu" || IsCluster ? device : Devices.TypeName(Devices.Resolve(device));
    }
}
