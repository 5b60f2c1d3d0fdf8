using Experiments.Training;

namespace Experiments.Sweeps;

/// <summary>Devices that the cells of a sweep can use: the devices of this machine, or the devices of a cluster, which this machine does
/// not know.</summary>
public sealed record SweepMachine(bool IsCluster)
{
    /// <summary>Returns the device type for a config's <c>device</c>: <c>cpu</c> or <c>cuda</c>.</summary>
    /// <exception cref="InputException">The value names one GPU, although a sweep assigns GPUs, or the value is auto for cells on a
    /// cluster.</exception>
    /// <exception cref="MissingException">The value is cuda, but this machine has no CUDA device.</exception>
    public string DeviceOf(string device)
    {
        if (device.StartsWith("cuda:", StringComparison.Ordinal))
            throw new InputException(
                $"device is '{device}'; a sweep assigns the GPUs to its workers, so write cuda (set CUDA_VISIBLE_DEVICES to use only some "
                    + "GPUs).");
        if (IsCluster && device == "auto")
            throw new InputException("device is 'auto', but the devices of the cluster's machines are unknown here; write cpu or cuda.");
        return device == "cpu" || IsCluster ? device : Devices.TypeName(Devices.Resolve(device));
    }
}
