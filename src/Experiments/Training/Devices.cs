namespace Experiments.Training;

/// <summary>Selects, seeds and synchronises devices. All special handling of CUDA is in this class.</summary>
public static class Devices
{
    /// <summary>
    /// Returns the device for <c>auto</c>, <c>cpu</c>, <c>cuda</c> or <c>cuda:N</c>. <c>auto</c> is the first CUDA device, or the CPU if
    /// there is no CUDA device.
    /// </summary>
    /// <exception cref="MissingException">A CUDA device was requested that libtorch or the machine does not have.</exception>
    /// <exception cref="InputException">The name is not one of these four.</exception>
    public static Device Resolve(string name)
    {
        if (name == "cpu")
            return OfType(name);
        if (name == "auto")
            return OfType(CudaCount() > 0 ? "cuda" : "cpu");
        var index = CudaIndex(name) ?? throw new InputException($"device: '{name}' is not a device; use auto, cpu, cuda or cuda:N.");
        var count = CudaCount();
        if (count == 0)
        {
            throw new MissingException(
                $"device '{name}' needs CUDA, and libtorch finds none here. Install an NVIDIA driver and use a libtorch with CUDA: delete "
                    + $"artifacts/native/packages and run {TypedCommand.OfScript("--torch packages doctor")}, "
                    + "or set LIBTORCH to the folder of an installed PyTorch. Or use device 'cpu'.");
        }

        if (index >= count)
            throw new MissingException(
                $"device '{name}' does not exist: this machine has {count} CUDA device{(count == 1 ? "" : "s")}, cuda:0 to "
                    + $"cuda:{count - 1}.");
        return new Device(DeviceType.CUDA, index);
    }

    /// <summary>Sets whether CUDA may use TF32 for float32 matrix products and convolutions. Does nothing on a CPU.</summary>
    public static void AllowTf32(Device device, bool allow)
    {
        if (device.type != DeviceType.CUDA)
            return;
        backends.cuda.matmul.allow_tf32 = allow;
        backends.cudnn.allow_tf32 = allow;
    }

    /// <summary>Seeds the global generators from which dropout draws: the CPU's generator and, for a CUDA device, the generators of all
    /// CUDA devices.</summary>
    public static void Seed(Device device, long seed)
    {
        using (manual_seed(seed))
        {
        }

        if (device.type != DeviceType.CUDA)
            return;
        cuda.manual_seed_all(seed);
        // TorchSharp's manual_seed_all ignores an error, and the next call would clear the error.
        CheckForErrors();
    }

    /// <summary>Waits until the device has finished its work, so that a time measured afterwards includes this work. Does nothing on a
    /// CPU.</summary>
    public static void Synchronize(Device device)
    {
        if (device.type != DeviceType.CUDA)
            return;
        cuda.synchronize(device);
        // TorchSharp's synchronize ignores an error of the device.
        CheckForErrors();
    }

    /// <summary>Returns the first device of a type, <c>cpu</c> or <c>cuda</c>, even if this machine has no such device.</summary>
    public static Device OfType(string name) => name == "cuda" ? new Device(DeviceType.CUDA, 0) : new Device(DeviceType.CPU, -1);

    /// <summary>Returns a device's type as records write it: <c>cpu</c> or <c>cuda</c>.</summary>
    public static string TypeName(Device device) => device.type == DeviceType.CUDA ? "cuda" : "cpu";

    public static int CudaCount() => cuda.is_available() ? cuda.device_count() : 0;

    private static int? CudaIndex(string name)
    {
        if (name == "cuda")
            return 0;
        return name.StartsWith("cuda:", StringComparison.Ordinal) && int.TryParse(name.AsSpan(5), System.Globalization.NumberStyles.None,
            System.Globalization.CultureInfo.InvariantCulture, out var index)
            ? index
            : null;
    }
}
