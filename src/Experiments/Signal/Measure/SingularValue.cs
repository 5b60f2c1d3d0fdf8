namespace Experiments.Signal.Measure;

public static class SingularValue
{
    /// <summary>
    /// Computes σ₁(W) = √λ₁ in float64, where λ₁ is the largest eigenvalue of the smaller of W·Wᵀ and Wᵀ·W. The weight of a convolution is
    /// used as the matrix [outputs, inputs / groups · area]. The convolution as a linear map of images has another largest singular value,
    /// which also depends on padding and stride. At stride 1, this singular value is between σ₁ and √area · σ₁.
    /// </summary>
    /// <param name="weight">[outputs, inputs…].</param>
    /// <returns>The singular value; NaN if an entry is not finite.</returns>
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
