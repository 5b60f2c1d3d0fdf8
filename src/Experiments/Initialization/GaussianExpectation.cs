using MathNet.Numerics.Integration;

namespace Experiments.Initialization;

/// <summary>Expectations over a standard normal variable.</summary>
public static class GaussianExpectation
{
    // Beyond 12 standard deviations the density is below 1e-31.
    private const double Reach = 12;

    /// <summary>
    /// E f(z), z ~ N(0, 1), by adaptive Gauss–Kronrod quadrature on pieces that end at the whole numbers and at f's kinks: unsplit,
    /// even 160 Gauss–Hermite nodes leave SELU's second moment wrong in the fifth digit. Accurate to about 1e-12.
    /// </summary>
    /// <param name="function">f, integrable against the density.</param>
    /// <param name="kinks">Where f is not smooth, in any order.</param>
    public static double Of(Func<double, double> function, IEnumerable<double> kinks)
    {
        var cuts = Enumerable.Range((int)-Reach, (2 * (int)Reach) + 1).Select(cut => (double)cut)
            .Concat(kinks.Where(kink => Math.Abs(kink) < Reach))
            .Distinct().Order().ToArray();
        return cuts.Zip(cuts.Skip(1), Piece).Sum();

        double Piece(double from, double to) =>
            GaussKronrodRule.Integrate(z => function(z) * Math.Exp(-z * z / 2), from, to, out _, out _, 1e-12, 12, 31) / Math.Sqrt(2 * Math.PI);
    }
}
