namespace Experiments.Initialization;

/// <summary>Random matrices with orthonormal rows or columns, whichever are fewer.</summary>
public static class OrthogonalMatrix
{
    /// <summary>
    /// Draws a matrix uniformly (Haar measure): the Q of a normal matrix's QR factorisation, each column times the sign of R's diagonal.
    /// Without the signs, the result would depend on the convention of the factorisation. The draws equal those of PyTorch's
    /// <c>orthogonal_</c>.
    /// F. Mezzadri, How to generate random matrices from the classical compact groups, 2007.
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
