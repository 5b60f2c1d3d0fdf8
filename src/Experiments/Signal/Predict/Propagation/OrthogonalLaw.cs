namespace Experiments.Signal.Predict;

/// <summary>
/// Describes the difference between a matrix with orthonormal rows or columns and a matrix with independent entries. With at least as many
/// rows as columns, such a matrix preserves lengths exactly. With m rows and N > m columns, the product has about m/N of a vector's squared
/// length. This share has a Beta distribution with relative variance 2 (N − m) / (m (N + 2)). Over the vectors of an orthonormal basis, the
/// shares sum to m. The covariance of the shares of two orthogonal vectors is therefore −1/(N − 1) times this variance. For vectors with
/// correlation ρ the factor is (Nρ² − 1) / (N − 1).
/// </summary>
internal static class OrthogonalLaw
{
    /// <summary>Computes how much of the units' quadratic fluctuations remains with orthogonal weights, as a share averaged over pairs of
    /// points. Orthogonal weights do not reduce the fluctuation of a bias.</summary>
    /// <param name="variance">Variance that the weights contribute at each point.</param>
    /// <param name="covariance">Covariance that the weights contribute for each pair of points.</param>
    public static NoiseTerms Terms(PointSet points, int rows, int columns, Func<int, double> variance, Func<int, int, double> covariance,
        double biasVariance)
    {
        var free = FreeShare(rows, columns);
        var all = points.Average((p, r) => Square(Covariance(p, r) + biasVariance));
        var left = points.Average((p, r) =>
        {
            var (product, own) = (variance(p) * variance(r), Covariance(p, r));
            var ofLengths = columns > 1 ? ((columns * own * own) - product) / (columns - 1) : own * own;
            return (free * ofLengths) + (2 * own * biasVariance) + (biasVariance * biasVariance);
        });
        return new NoiseTerms(1, all > 0 ? Math.Clamp(left / all, 0, 1) : 1);

        double Covariance(int p, int r) => p == r ? variance(p) : covariance(p, r);
    }

    /// <summary>Computes the relative variance of the squared length of the product, divided by 2/rows, the relative variance with
    /// independent entries.</summary>
    public static double FreeShare(int rows, int columns) => Math.Max(0, columns - rows) / (columns + 2.0);

    /// <summary>Computes how much of the quadratic fluctuations of a gradient remains after the transpose of orthogonal weights, as a
    /// share.</summary>
    /// <param name="rows">Number of rows of the transpose, which is the number of the layer's inputs.</param>
    /// <param name="columns">Number of columns of the transpose, which is the number of the layer's outputs.</param>
    public static NoiseTerms Terms(Gradient gradient, int rows, int columns) =>
        Terms(gradient.Points, rows, columns, _ => 1, (p, r) => gradient.Correlation[p, r], biasVariance: 0);

    private static double Square(double number) => number * number;
}
