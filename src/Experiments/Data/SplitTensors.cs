namespace Experiments.Data;

/// <summary>Converts arrays on the CPU to tensors on the device. Each array is copied once.</summary>
internal static class SplitTensors
{
    public static Tensor Of(float[] values, Device device) => Move(tensor(values, dtype: ScalarType.Float32, device: CPU), device);

    public static Tensor Of(double[] values, Device device) => Move(tensor(values, dtype: ScalarType.Float64, device: CPU), device);

    public static Tensor Of(long[] values, Device device) => Move(tensor(values, dtype: ScalarType.Int64, device: CPU), device);

    /// <summary>Reshapes the vectors to a split. The caller owns the split, even inside a dispose scope.</summary>
    public static Split Split(string name, Tensor inputs, long[] inputShape, Tensor targets, long[] targetShape)
    {
        using (inputs)
        using (targets)
            return new Split(name, inputs.reshape(inputShape).DetachFromDisposeScope(),
                targets.reshape(targetShape).DetachFromDisposeScope());
    }

    // Copies the values into memory of libtorch, which is aligned to 64 bytes. A tensor over an array has the array's alignment, and the
    // last digit of MKL's sums depends on the alignment.
    internal static Tensor Move(Tensor values, Device device)
    {
        using (values)
            return device.type == TorchSharp.DeviceType.CPU ? values.clone() : values.to(device);
    }
}
