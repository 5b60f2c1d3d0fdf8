namespace Experiments.Training;

/// <summary>
/// Whether a stack computes the same numbers as its cells do alone: bit for bit, or within rounding. The CPU can give the same bits; on
/// CUDA, sums have no fixed order.
/// </summary>
internal static class Agreement
{
    // Largest relative difference. TF32 rounds to 10 bits, and a deep network multiplies that error; a wrong formula makes a far larger
    // difference.
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
        // A cell whose numbers are no longer finite has them in the same places, and must not make the others train alone.
        var isFinite = other.isfinite();
        if (!one.isfinite().eq(isFinite).all().item<bool>())
            return false;
        var (kept, expected) = (one.masked_fill(~isFinite, 0), other.masked_fill(~isFinite, 0));
        var (difference, size) = ((kept - expected).norm().to(ScalarType.Float64), expected.norm().to(ScalarType.Float64));
        return difference.item<double>() <= Rounding * size.item<double>();
    }
}
