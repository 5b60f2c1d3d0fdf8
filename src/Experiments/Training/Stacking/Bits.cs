namespace Experiments.Training;

internal static class Bits
{
    /// <summary>Whether two tensors on the CPU hold the same bits; 0 differs from −0, but a NaN equals any NaN.</summary>
    public static bool AreEqual(Tensor one, Tensor other)
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        return one.numel() == other.numel() && (one.numel() == 0 || Same(one, other)
            || (Same(one.isnan(), other.isnan()) && Same(one.masked_fill(one.isnan(), 0), other.masked_fill(other.isnan(), 0))));
    }

    private static bool Same(Tensor one, Tensor other) => one.contiguous().bytes.SequenceEqual(other.contiguous().bytes);
}
