namespace Experiments.Data;

/// <summary>Turns arrays on the CPU into tensors on the device, moving each once.</summary>
internal static class SplitTensors
{
    public static Tensor Of(float[] values, Device device) => Move(tensor(values, dtype: ScalarType.Float32, device: CPU), device);

    public static Tensor Of(double[] values, Device device) => Move(tensor(values, dtype: ScalarType.Float64, device: CPU), device);

    public static Tensor Of(long[] values, Device device) => Move(tensor(values, dtype: ScalarType.Int64, device: CPU), device);

    /// <summary>Gives the vectors their shapes; the split belongs to the caller and not to a dispose scope around the call.</summary>
    public static Split Split(string name, Tensor inputs, long[] inputShape, Tensor targets, long[] targetShape)
    {
        using (inputs)
        using (targets)
            return new Split(name, inputs.reshape(inputShape).DetachFromDisposeScope(),
                targets.reshape(targetShape).DetachFromDisposeScope());
    }

    // The last digit of MKL's sums depends on alignment. A tensor over an array is aligned as the array is; one that libtorch
    // allocates begins at a multiple of 64 bytes.
    internal static Tensor Move(Tensor values, Device device)
    {
        using (values)
            return device.type == TorchSharp.DeviceType.CPU ? values.clone() : values.to(device);
    }
}
