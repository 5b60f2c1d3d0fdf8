using Experiments.Initialization;

namespace Experiments.Signal.Predict;

/// <summary>
/// A function of a normal variable as a sum of normalised Hermite polynomials, <c>f(mean + √v z) = Σ a_k h_k(z)</c>. For standard normal
/// z, z' with correlation ρ, <c>E f(z)g(z') = Σ a_k b_k ρ^k</c> (Mehler 1866). The expectation of a product is therefore a scalar product
/// of coefficients.
/// </summary>
internal sealed class HermiteSeries
{
    /// <summary>Number of terms. <see cref="Product"/> counts the remainder as one additional term.</summary>
    public const int Terms = 24;

    private static readonly double[] Roots = [.. Enumerable.Range(0, Terms + 1).Select(k => Math.Sqrt(k))];

    private readonly double[] _coefficients = new double[Terms];
    private readonly double _rest;

    // The part of the first two terms that comes from a common shift or scale of all points. The method Covariance leaves this part out.
    private double _fixedFirst;
    private double _fixedSecond;

    /// <summary>Expands f(mean + √variance z).</summary>
    public HermiteSeries(Func<double, double> function, IReadOnlyList<double> kinks, double mean, double variance)
    {
        Variance = Math.Max(variance, 0);
        if (variance <= 0)
        {
            _coefficients[0] = function(mean);
            SecondMoment = _coefficients[0] * _coefficients[0];
            return;
        }
        var std = Math.Sqrt(variance);
        foreach (var (z, weight) in GaussianExpectation.Nodes(kinks, mean, variance))
            Add(z, weight, function(mean + (std * z)));
        _rest = Math.Max(0, SecondMoment - _coefficients.Sum(coefficient => coefficient * coefficient));
    }

    private HermiteSeries(HermiteSeries other)
    {
        (_coefficients, _rest, Variance, SecondMoment) = (other._coefficients, other._rest, other.Variance, other.SecondMoment);
    }

    /// <summary>The variance of the normal variable.</summary>
    public double Variance { get; private init; }

    /// <summary>E f.</summary>
    public double Mean => _coefficients[0];

    /// <summary>E f².</summary>
    public double SecondMoment { get; private set; }

    /// <summary>The coefficient of h₁.</summary>
    public double First => _coefficients[1];

    /// <summary>The coefficient of h₂.</summary>
    public double Second => _coefficients[2];

    /// <summary>∂ E f / ∂ ln variance: a₂ / √2, by Stein's lemma.</summary>
    public double LogVarianceSlope => _coefficients[2] / Math.Sqrt(2);

    /// <summary>∂/∂ρ E f(z)g(z').</summary>
    public double ProductSlope(HermiteSeries other, double correlation)
    {
        var (sum, power) = (0.0, 1.0);
        for (var k = 1; k < Terms; k++)
        {
            sum += k * power * _coefficients[k] * other._coefficients[k];
            power *= correlation;
        }
        return sum;
    }

    /// <summary>E f(z)g(z').</summary>
    public double Product(HermiteSeries other, double correlation) =>
        (Mean * other.Mean) + (correlation * First * other.First) + (correlation * correlation * Second * other.Second)
            + HigherTerms(other, correlation);

    /// <summary>Computes the covariance of f(z) and g(z') from those terms that fluctuate between units.</summary>
    /// <param name="spread">Variance of the correlation over seeds. The method adds this variance to the squared correlation.</param>
    public double Covariance(HermiteSeries other, double correlation, NoiseTerms terms, double spread = 0)
    {
        var first = (First - _fixedFirst) * (other.First - other._fixedFirst) * terms.First;
        var second = (Second - _fixedSecond) * (other.Second - other._fixedSecond) * terms.Second;
        return (first * correlation) + (second * (spread + (correlation * correlation))) + HigherTerms(other, correlation);
    }

    /// <summary>
    /// Returns the series for units whose mean and second moment over the points are fixed. The fixed mean removes the part of the first
    /// term that is proportional to the standard deviation. The fixed second moment removes the part of the second term that is
    /// proportional to the variance.
    /// </summary>
    public HermiteSeries ForFixedUnits(double firstPerDeviation, double secondPerVariance) =>
        new(this) { _fixedFirst = firstPerDeviation * Math.Sqrt(Variance), _fixedSecond = secondPerVariance * Variance };

    private double HigherTerms(HermiteSeries other, double correlation)
    {
        var (sum, power) = (0.0, correlation * correlation * correlation);
        for (var k = 3; k < Terms; k++)
        {
            sum += power * _coefficients[k] * other._coefficients[k];
            power *= correlation;
        }
        return sum + (Math.Sqrt(_rest * other._rest) * Math.Abs(power));
    }

    private void Add(double z, double weight, double value)
    {
        SecondMoment += weight * value * value;
        var (before, polynomial) = (0.0, 1.0);
        for (var k = 0; k < Terms; k++)
        {
            _coefficients[k] += weight * value * polynomial;
            (before, polynomial) = (polynomial, ((z * polynomial) - (Roots[k] * before)) / Roots[k + 1]);
        }
    }
}
