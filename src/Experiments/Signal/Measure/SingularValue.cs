namespace Experiments.Signal.Measure;

public static class SingularValue
{
    /// <summary>
    /// σ₁(W) = √λ₁ of W·Wᵀ or Wᵀ·W, whichever is smaller, in float64. A convolution's weight is taken as the matrix
    /// [outputs, inputs / groups · area], not as the operator on images, whose largest singular value also depends on padding and stride,
    /// and lies between σ₁ and √area · σ₁ at stride 1.
    /// </summary>
    /// <param name="weight">[outputs, inputs…].</param>
    /// <returns>NaN if an entry is not finite.</returns>
    public static double Largest(Tensor weight)
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        var matrix = weight.detach().to(ScalarType.Float64).flatten(start_dim: 1);
        if (!matrix.isfinite().all().item<bool>())
            return double.NaN;
        var gram = matrix.shape[0] <= matrix.shape[1] ? matrix.matmul(matrix.t()) : matrix.t().matmul(matrix);
        return Math.Sqrt(Math.Max(0, linalg.eigvalsh(gram).max().item<double>()));
    }
}
