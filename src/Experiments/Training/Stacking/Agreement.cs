namespace Experiments.Training;

/// <summary>
/// Whether a stack computes what its cells compute alone: the same bits on the CPU, whatever the network; on CUDA, where sums have no fixed
/// order, the same numbers within rounding.
/// </summary>
internal static class Agreement
{
    // Largest relative difference. TF32 rounds to 10 bits, and a deep network multiplies the error; a wrong formula differs by far more.
    private const double Rounding = 0.01;

    public static bool Of(Tensor one, Tensor other) =>
        one.device_type == DeviceType.CPU ? Bits.AreEqual(one, other) : IsClose(one, other);

    public static bool Of(double one, double other, Device device) =>
        one.Equals(other) || (device.type != DeviceType.CPU && Math.Abs(one - other) <= Rounding * Math.Abs(other));

    private static bool IsClose(Tensor one, Tensor other)
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        var (difference, size) = ((one - other).norm().to(ScalarType.Float64), other.norm().to(ScalarType.Float64));
        return difference.item<double>() <= Rounding * size.item<double>();
    }
}
