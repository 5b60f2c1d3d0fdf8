namespace Experiments.Signal.Predict;

/// <summary>
/// How a matrix with orthonormal rows or columns differs from one with independent entries. With at least as many rows as columns it keeps
/// lengths exactly. With fewer, m of N, it keeps about m/N of a vector's squared length: a Beta distribution, of relative variance 2 (N −
/// m) / (m (N + 2)). The kept lengths of orthogonal vectors vary against each other, since over an orthonormal basis they sum to m: their
/// covariance is −1/(N − 1) of that variance, and (Nρ² − 1) / (N − 1) of it for vectors of correlation ρ.
/// </summary>
internal static class OrthogonalLaw
{
    /// <summary>Share of the units' quadratic fluctuations that is left, on average over
    /// pairs of points; a bias fluctuates in full.</summary>
    /// <param name="variance">Variance from the weights at each point.</param>
    /// <param name="covariance">Covariance from the weights for each pair of points.</param>
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

    /// <summary>Relative variance of the squared length that rows keep of a vector, in units of
    /// 2/rows, its value for independent entries.</summary>
    public static double FreeShare(int rows, int columns) => Math.Max(0, columns - rows) / (columns + 2.0);

    /// <summary>The same for a gradient on its way back through the transpose.</summary>
    /// <param name="rows">Rows of the transpose: the layer's inputs.</param>
    /// <param name="columns">Columns of the transpose: the layer's outputs.</param>
    public static NoiseTerms Terms(Gradient gradient, int rows, int columns) =>
        Terms(gradient.Points, rows, columns, _ => 1, (p, r) => gradient.Correlation[p, r], biasVariance: 0);

    private static double Square(double number) => number * number;
}
