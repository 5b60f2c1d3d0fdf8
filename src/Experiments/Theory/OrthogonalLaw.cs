namespace Experiments.Theory;

/// <summary>
/// What a matrix with orthonormal rows or columns does otherwise than one of independent entries. With as many rows as columns, or more, it keeps lengths exactly; with fewer, m of N, the squared
/// length that it keeps of a vector is m/N of it give or take: a Beta distribution, of relative variance 2 (N − m) / (m (N + 2)). The kept lengths of vectors that are orthogonal to one another
/// vary against each other, since over an orthonormal basis they sum to m: their covariance is −1/(N − 1) of that variance, and of vectors of correlation ρ (Nρ² − 1) / (N − 1) of it.
/// </summary>
internal static class OrthogonalLaw
{
    /// <summary>What of the quadratic fluctuations of units is left, on average over pairs of points; a bias fluctuates all the same.</summary>
    /// <param name="points">The points.</param>
    /// <param name="rows">Rows, m.</param>
    /// <param name="columns">Columns, N.</param>
    /// <param name="variance">At each point the variance that the weights make.</param>
    /// <param name="covariance">For each pair the covariance that they make.</param>
    /// <param name="biasVariance">Var(b).</param>
    public static NoiseTerms Terms(PointSet points, int rows, int columns, Func<int, double> variance, Func<int, int, double> covariance, double biasVariance)
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

    /// <summary>The relative variance of the squared length that rows keep of a vector, in units of 2/rows, that of independent entries.</summary>
    public static double FreeShare(int rows, int columns) => Math.Max(0, columns - rows) / (columns + 2.0);

    /// <summary>The same for a gradient on its way back, whose lengths at two points of this correlation the transpose keeps.</summary>
    /// <param name="gradient">The gradient above.</param>
    /// <param name="rows">Rows of the transpose: what is below.</param>
    /// <param name="columns">Its columns: what is above.</param>
    public static NoiseTerms Terms(Gradient gradient, int rows, int columns) =>
        Terms(gradient.Points, rows, columns, _ => 1, (p, r) => gradient.Correlation[p, r], biasVariance: 0);

    private static double Square(double number) => number * number;
}
