namespace Experiments.Initialization;

/// <summary>Random matrices whose rows are orthonormal or, if there are more rows than columns, whose columns are orthonormal.</summary>
public static class OrthogonalMatrix
{
    /// <summary>
    /// Draws a matrix from the uniform distribution (Haar measure): the Q of a normal matrix's QR factorisation, with each column
    /// multiplied by the sign of R's diagonal entry. Without these signs, the result would depend on the convention of the factorisation.
    /// The matrix equals the result of PyTorch's <c>orthogonal_</c>. F. Mezzadri, How to generate random matrices from the classical
    /// compact groups, 2007.
    /// </summary>
    /// <returns>Shape [rows, columns], float32, on the CPU.</returns>
    public static Tensor Draw(long rows, long columns, Generator generator)
    {
        using var scope = NewDisposeScope();
        var drawn = empty([rows, columns], dtype: ScalarType.Float32, device: CPU).normal_(0, 1, generator: generator);
        var (q, r) = linalg.qr(rows < columns ? drawn.t() : drawn);
        q.mul_(r.diagonal().sign());
        return scope.MoveToOuter(rows < columns ? q.t() : q);
    }
}
