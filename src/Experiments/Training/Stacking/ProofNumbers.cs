namespace Experiments.Training;

/// <summary>Numbers for comparing two ways of computing the same.</summary>
internal static class ProofNumbers
{
    /// <summary>Returns numbers with full mantissas and both signs, so that a sum in another order has other bits.</summary>
    /// <param name="tensor">Gives shape and precision.</param>
    public static Tensor Like(Tensor tensor, double phase) =>
        arange(tensor.numel(), dtype: ScalarType.Float64).mul_(1.7).add_(phase).sin_().to(tensor.dtype).view(tensor.shape);
}
