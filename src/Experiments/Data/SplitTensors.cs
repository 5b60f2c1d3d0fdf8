using static TorchSharp.torch;

namespace Experiments.Data;

/// <summary>Arrays made on the CPU become tensors on the device, each moved once.</summary>
internal static class SplitTensors
{
    /// <summary>A float32 vector.</summary>
    public static Tensor Of(float[] values, Device device) => Move(tensor(values, dtype: ScalarType.Float32, device: CPU), device);

    /// <summary>A float64 vector.</summary>
    public static Tensor Of(double[] values, Device device) => Move(tensor(values, dtype: ScalarType.Float64, device: CPU), device);

    /// <summary>An int64 vector.</summary>
    public static Tensor Of(long[] values, Device device) => Move(tensor(values, dtype: ScalarType.Int64, device: CPU), device);

    /// <summary>Gives the vectors their shapes; the split belongs to the caller, not to a dispose scope around the call.</summary>
    public static Split Split(string name, Tensor inputs, long[] inputShape, Tensor targets, long[] targetShape)
    {
        using (inputs)
        using (targets)
            return new Split(name, inputs.reshape(inputShape).DetachFromDisposeScope(), targets.reshape(targetShape).DetachFromDisposeScope());
    }

    // A tensor over an array's own memory lies wherever the array does, and MKL's sums hang on that in the last digit: one that libtorch has made itself begins at a multiple of 64 bytes.
    internal static Tensor Move(Tensor values, Device device)
    {
        using (values)
            return device.type == TorchSharp.DeviceType.CPU ? values.clone() : values.to(device);
    }
}
