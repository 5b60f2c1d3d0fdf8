using Experiments.Models;

namespace Experiments.Signal.Predict;

/// <summary>
/// Mean-field theory of an infinitely wide network with equal layers: z = W φ(z) + b with Var(W) = σ_w² / fan_in and Var(b) = σ_b². A
/// "length" is the variance of the pre-activations. Poole et al. 2016; Schoenholz, Gilmer, Ganguli and Sohl-Dickstein, Deep information
/// propagation, 2017.
/// </summary>
/// <param name="WeightVariance">σ_w², fan_in times the variance of a weight; above 0.</param>
/// <param name="BiasVariance">σ_b²; 0 or more.</param>
public sealed record MeanField(ActivationOptions Activation, double WeightVariance, double BiasVariance)
{
    // A length outside this range counts as 0 or as infinite.
    private const double LeastLength = 1e-10;
    private const double MostLength = 1e10;
    private const int StepsPerDecade = 8;
    private const double Exact = 1e-9;

    // Numerical error of a relative difference whose exact value is 0.
    private const double Noise = 1e-11;

    // Smallest distance of a correlation from 1. For a smaller distance, the correlation map and its tangent are numerically equal.
    private const double NearestToOne = 1e-8;

    private readonly ActivationMoments _moments = new(Activation);

    /// <exception cref="ArgumentOutOfRangeException">The value is not above 0.</exception>
    public double WeightVariance { get; } = WeightVariance > 0
        ? WeightVariance
        : throw new ArgumentOutOfRangeException(nameof(WeightVariance), WeightVariance, "σ_w² must be above 0.");

    /// <exception cref="ArgumentOutOfRangeException">The value is below 0.</exception>
    public double BiasVariance { get; } = BiasVariance >= 0
        ? BiasVariance
        : throw new ArgumentOutOfRangeException(nameof(BiasVariance), BiasVariance, "σ_b² must be 0 or more.");

    // There is no fixed point below V(0) = σ_w² φ(0)² + σ_b².
    private double Least => NextLength(0) is > 0 and var first ? Math.Min(LeastLength, first / 2) : LeastLength;

    /// <summary>Computes the length of the next layer, <c>V(q) = σ_w² E φ(z)² + σ_b²</c> with z ~ N(0, q).</summary>
    public double NextLength(double q) => (WeightVariance * _moments.SecondMoment(q)) + BiasVariance;

    /// <summary>Computes the derivative of the length map, <c>σ_w² (E φ'² + E φφ'')</c>.</summary>
    public double LengthSlope(double q) => WeightVariance * _moments.SecondMomentSlope(q);

    /// <summary>Computes χ₁ = σ_w² E φ'(z)². A layer multiplies a small squared difference between two inputs, and the squared gradient, by
    /// χ₁.
    /// </summary>
    public double Susceptibility(double q) => WeightVariance * _moments.SlopeSecondMoment(q);

    /// <summary>Whether every length is the same after a layer, as with Kaiming weights and ReLU.</summary>
    public bool KeepsEveryLength =>
        new[] { 1e-3, 1.0, 1e3 }.All(q => Math.Abs((NextLength(q) / q) - 1) < Exact);

    /// <summary>Whether large lengths grow without bound.</summary>
    public bool IsUnbounded => NextLength(MostLength) > MostLength * (1 + Exact);

    /// <summary>Returns the fixed points from 1e-10 to 1e10 in ascending order, and 0 if 0 is a fixed point. The list is empty if every
    /// length stays the same or every length grows.</summary>
    public IReadOnlyList<FixedPoint> FixedPoints()
    {
        if (KeepsEveryLength)
            return [];
        var points = new List<FixedPoint>();
        if (NextLength(0) == 0)
            points.Add(new FixedPoint(0, LengthSlope(0)));
        var roots = Roots.Of(logarithm => (NextLength(Math.Exp(logarithm)) / Math.Exp(logarithm)) - 1, Math.Log(Least),
            Math.Log(MostLength), Math.Log(10) / StepsPerDecade, Noise);
        points.AddRange(roots.Select(Math.Exp).Select(q => new FixedPoint(q, LengthSlope(q))));
        return points;
    }

    /// <summary>Returns q*, the limit of the lengths of successive layers, beginning with <paramref name="start"/>; null if the lengths
    /// grow without bound.</summary>
    public FixedPoint? Limit(double start = 1) => Limit(start, FixedPoints());

    /// <summary>Does the same with fixed points that are already known.</summary>
    internal FixedPoint? Limit(double start, IReadOnlyList<FixedPoint> points)
    {
        if (KeepsEveryLength)
            return new FixedPoint(start, 1);
        var stays = points.Where(point => Math.Abs(point.Q - start) <= Exact * start).ToList();
        if (stays.Count > 0)
            return stays[0];
        return NextLength(start) > start
            ? points.Where(point => point.Q > start).Select(point => (FixedPoint?)point).FirstOrDefault()
            : points.Where(point => point.Q < start).Select(point => (FixedPoint?)point).LastOrDefault();
    }

    /// <summary>
    /// Computes the correlation of the next layer at a length q: <c>c → (σ_w² E φ(u)φ(v) + σ_b²) / (σ_w² E φ² + σ_b²)</c>, where u and v
    /// have variance q and correlation c. For q = q*, the denominator is q*.
    /// </summary>
    public double NextCorrelation(double correlation, double q) =>
        ((WeightVariance * _moments.Product(q, q, correlation)) + BiasVariance) / NextLength(q);

    /// <summary>Computes the derivative of the correlation map at a fixed length q, <c>σ_w² E φ'(u)φ'(v)</c>. For c = 1, the derivative is
    /// χ₁.</summary>
    public double CorrelationSlope(double correlation, double q) => WeightVariance * _moments.SlopeProduct(q, q, correlation);

    /// <summary>Returns c*, the limit of the correlation of two different inputs at a fixed length q*. The limit c* is 1 in the ordered
    /// phase and on the critical line, and below 1 in the chaotic phase. A limit within about 1e-8 of 1 is returned as 1.</summary>
    /// <param name="q">q*, above 0.</param>
    public double LimitCorrelation(double q)
    {
        if (Susceptibility(q) <= 1 + Exact)
            return 1;
        double Excess(double c) => NextCorrelation(c, q) - c;
        if (Excess(0) <= 0)
            return 0;
        // For a correlation just below 1, the next correlation is smaller, because the slope of the correlation map at 1 is above 1. If the
        // slope of φ jumps, c* is very near 1.
        for (var below = 0.1; below >= NearestToOne; below /= 2)
        {
            if (Excess(1 - below) < -Noise)
                return MathNet.Numerics.RootFinding.Brent.FindRoot(Excess, 0, 1 - below, 1e-13, 500);
        }
        return 1;
    }

    /// <summary>Computes ξ_c = −1 / ln χ(c*) at a fixed length q*. Over this number of layers, the distance of the correlation from c*
    /// shrinks by a factor of e.</summary>
    /// <remarks>The depth ξ_c is infinite on the critical line, and if c* is numerically equal to 1.</remarks>
    public double CorrelationDepth(double q)
    {
        var limit = LimitCorrelation(q);
        return limit == 1 && Susceptibility(q) > 1 ? double.PositiveInfinity : DepthScale.Of(CorrelationSlope(limit, q));
    }

    /// <summary>Computes six times ξ_c, which is about the largest depth at which a network with these variances can be trained (Schoenholz
    /// et al. 2017, figure 5).
    /// </summary>
    public double TrainableDepth(double q) => 6 * CorrelationDepth(q);

    public Phase PhaseAt(double q)
    {
        var susceptibility = Susceptibility(q);
        if (Math.Abs(susceptibility - 1) < Exact)
            return Phase.Critical;
        return susceptibility < 1 ? Phase.Ordered : Phase.Chaotic;
    }
}
