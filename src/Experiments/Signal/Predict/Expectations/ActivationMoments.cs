using Experiments.Initialization;
using Experiments.Models;

namespace Experiments.Signal.Predict;

/// <summary>
/// Computes expectations of an activation for x ~ N(mean, q), by quadrature split at the kinks. Poole, Lahiri, Raghu,
/// Sohl-Dickstein and Ganguli, Exponential expressivity in deep neural networks through transient chaos, 2016.
/// </summary>
/// <param name="Activation">φ, any registered activation.</param>
public sealed record ActivationMoments(ActivationOptions Activation)
{
    private const double LeastLength = 1e-9;

    /// <summary>E φ(x).</summary>
    public double Mean(double q, double mean = 0) => Of(Activation.Value, q, mean);

    /// <summary>E φ(x)².</summary>
    public double SecondMoment(double q, double mean = 0) => Of(x => Square(Activation.Value(x)), q, mean);

    /// <summary>Computes E φ'(x)². In the backward pass, the activation multiplies the second moment of the gradient by this
    /// number.</summary>
    /// <remarks>At q = 0 the result is the limit for q → 0. If the mean is at a kink, this limit is the average of both sides.</remarks>
    public double SlopeSecondMoment(double q, double mean = 0) => q == 0 && Activation.Kinks.Contains(mean)
        ? (Square(Activation.Derivative(Math.BitIncrement(mean))) + Square(Activation.Derivative(Math.BitDecrement(mean)))) / 2
        : Of(x => Square(Activation.Derivative(x)), q, mean);

    /// <summary>
    /// Computes E φ(x)φ''(x), including the part at kinks. By Stein's lemma <c>E (φ²)'' = E φ² (z² − 1) / q</c> with x = mean + √q z, and
    /// (φ²)'' = 2(φ'² + φφ''), so no second derivative is needed. At q = 0 the result is the limit for q → 0.
    /// </summary>
    public double Curvature(double q, double mean = 0) => SecondMomentSlope(q, mean) - SlopeSecondMoment(q, mean);

    /// <summary>∂/∂q E φ(x)² = E φ(x)² (z² − 1) / 2q.</summary>
    public double SecondMomentSlope(double q, double mean = 0)
    {
        if (q >= LeastLength)
            return SlopeAt(q, mean);
        if (q == 0 && Activation.Value(mean) == 0)
            return SlopeSecondMoment(0, mean);
        // For small q, the formula loses digits by cancellation, so the slope is extrapolated from two larger values of q. Near a kink the
        // slope is linear in √q, elsewhere in q.
        var (near, far) = (SlopeAt(LeastLength, mean), SlopeAt(4 * LeastLength, mean));
        return Activation.Kinks.Contains(mean)
            ? near - ((far - near) * (1 - Math.Sqrt(q / LeastLength)))
            : near - ((far - near) * (1 - (q / LeastLength)) / 3);
    }

    private double SlopeAt(double q, double mean)
    {
        var std = Math.Sqrt(q);
        var level = Square(Activation.Value(mean));
        return Of(x => (Square(Activation.Value(x)) - level) * (Square((x - mean) / std) - 1), q, mean) / (2 * q);
    }

    /// <summary>E φ(u)φ(v) for u ~ N(0, qu), v ~ N(0, qv).</summary>
    /// <param name="correlation">Correlation of u and v, −1 to 1.</param>
    public double Product(double qu, double qv, double correlation) =>
        GaussianExpectation.OfPair(Activation.Value, Activation.Value, Activation.Kinks, qu, qv, correlation);

    /// <summary>E φ'(u)φ'(v), with the same arguments as <see cref="Product"/>.</summary>
    public double SlopeProduct(double qu, double qv, double correlation) =>
        GaussianExpectation.OfPair(Activation.Derivative, Activation.Derivative, Activation.Kinks, qu, qv, correlation);

    private double Of(Func<double, double> function, double q, double mean) => GaussianExpectation.Of(function, Activation.Kinks, mean, q);

    private static double Square(double number) => number * number;
}
