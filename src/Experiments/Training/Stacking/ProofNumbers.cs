namespace Experiments.Training;

/// <summary>Input numbers for comparing two implementations of the same function.</summary>
internal static class ProofNumbers
{
    /// <summary>Returns numbers of both signs whose mantissas use all bits, so that a sum in another order has other bits.</summary>
    /// <param name="tensor">A tensor with the shape and precision of the result.</param>
    public static Tensor Like(Tensor tensor, double phase) =>
        arange(tensor.numel(), dtype: ScalarType.Float64).mul_(1.7).add_(phase).sin_().to(tensor.dtype).view(tensor.shape);
}
