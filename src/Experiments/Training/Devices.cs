namespace Experiments.Training;

/// <summary>Everything that is special about CUDA, in one place.</summary>
public static class Devices
{
    /// <summary>The device behind <c>auto</c>, <c>cpu</c>, <c>cuda</c> or <c>cuda:N</c>; <c>auto</c> takes
    /// the first CUDA device where there is one.</summary>
    /// <exception cref="MissingException">CUDA is asked for, and libtorch or the machine has none, or fewer devices.</exception>
    /// <exception cref="InputException">The name is none of the four.</exception>
    public static Device Resolve(string name)
    {
        if (name == "cpu")
            return OfType(name);
        if (name == "auto")
            return OfType(CudaCount() > 0 ? "cuda" : "cpu");
        var index = CudaIndex(name) ?? throw new InputException($"device: '{name}' is given; allowed are auto, cpu, cuda and cuda:N.");
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
                $"device '{name}' is asked for, and this machine has {count} CUDA device{(count == 1 ? "" : "s")}: cuda:0 to "
                    + $"cuda:{count - 1}.");
        return new Device(DeviceType.CUDA, index);
    }

    /// <summary>Sets whether CUDA may use TF32 for float32 matrix products and convolutions; does nothing on a CPU.</summary>
    public static void AllowTf32(Device device, bool allow)
    {
        if (device.type != DeviceType.CUDA)
            return;
        backends.cuda.matmul.allow_tf32 = allow;
        backends.cudnn.allow_tf32 = allow;
    }

    /// <summary>Seeds the global generators that dropout draws from: the CPU's, and every CUDA device's where one is in use.</summary>
    public static void Seed(Device device, long seed)
    {
        using (manual_seed(seed))
        {
        }

        if (device.type != DeviceType.CUDA)
            return;
        cuda.manual_seed_all(seed);
        // TorchSharp's manual_seed_all leaves an error unread, and the next call would wipe it out.
        CheckForErrors();
    }

    /// <summary>Waits for the work that was sent to the device, so that a clock read
    /// afterwards includes it; does nothing on a CPU.</summary>
    public static void Synchronize(Device device)
    {
        if (device.type != DeviceType.CUDA)
            return;
        cuda.synchronize(device);
        // TorchSharp's synchronize leaves an error of the device unread.
        CheckForErrors();
    }

    /// <summary>The first device of a type, <c>cpu</c> or <c>cuda</c>, whether this machine has it or not.</summary>
    public static Device OfType(string name) => name == "cuda" ? new Device(DeviceType.CUDA, 0) : new Device(DeviceType.CPU, -1);

    /// <summary>The word for a device's type in a record: <c>cpu</c> or <c>cuda</c>.</summary>
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
