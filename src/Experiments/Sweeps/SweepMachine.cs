using Experiments.Training;

namespace Experiments.Sweeps;

/// <summary>Devices that the cells of a sweep can have: those of this machine, or those of a cluster, which are unknown here.</summary>
public sealed record SweepMachine(bool IsCluster)
{
    /// <summary>Returns the device type that a config's <c>device</c> means: <c>cpu</c> or <c>cuda</c>.</summary>
    /// <exception cref="InputException">It names one GPU, which a sweep deals itself; or it is auto, for cells on a cluster.</exception>
    /// <exception cref="MissingException">It is cuda, and this machine has none.</exception>
    public string DeviceOf(string device)
    {
        if (device.StartsWith("cuda:", StringComparison.Ordinal))
            throw new InputException(
                $"device is '{device}'; a sweep deals the GPUs to its workers itself, so write cuda (and CUDA_VISIBLE_DEVICES to leave "
                    + $"some of them out).");
        if (IsCluster && device == "auto")
            throw new InputException("device is 'auto', and what the cluster's machines have is not known here; write cpu or cuda.");
        return device == "cpu" || IsCluster ? device : Devices.TypeName(Devices.Resolve(device));
    }
}
