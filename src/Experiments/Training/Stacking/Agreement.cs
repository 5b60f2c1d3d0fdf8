namespace Experiments.Training;

/// <summary>
/// Compares the numbers of a stack with the numbers of separately trained cells: bit for bit, or within rounding. On the CPU both can have
/// the same bits; on CUDA, the terms of a sum have no fixed order.
/// </summary>
internal static class Agreement
{
    // Largest relative difference that counts as rounding. TF32 rounds to 10 bits, and a deep network multiplies this error; a wrong
    // formula makes a far larger difference.
    private const double Rounding = 0.01;

    public static bool Of(Tensor one, Tensor other) => Of(one, other, one.device_type == DeviceType.CPU);

    /// <param name="isExact">Whether all bits must be equal.</param>
    public static bool Of(Tensor one, Tensor other, bool isExact) => isExact ? Bits.AreEqual(one, other) : IsClose(one, other);

    /// <param name="isExact">Whether all bits must be equal.</param>
    public static bool Of(double one, double other, bool isExact) =>
        one.Equals(other)
        || (!isExact && (double.IsFinite(one) ? Math.Abs(one - other) <= Rounding * Math.Abs(other) : !double.IsFinite(other)));

    private static bool IsClose(Tensor one, Tensor other)
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        // Non-finite numbers agree if they are at the same indices in both tensors. A cell with such numbers must not make the other cells
        // train separately.
        var isFinite = other.isfinite();
        if (!one.isfinite().eq(isFinite).all().item<bool>())
            return false;
        var (kept, expected) = (one.masked_fill(~isFinite, 0), other.masked_fill(~isFinite, 0));
        var (difference, size) = ((kept - expected).norm().to(ScalarType.Float64), expected.norm().to(ScalarType.Float64));
        return difference.item<double>() <= Rounding * size.item<double>();
    }
}
