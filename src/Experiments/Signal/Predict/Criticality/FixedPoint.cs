namespace Experiments.Signal.Predict;

/// <summary>A variance that the layers of an infinitely wide network leave unchanged.</summary>
/// <param name="Q">q*, the variance of the pre-activations.</param>
/// <param name="Slope">Derivative of the variance map at q*. Below 1 the fixed point is stable, above 1 unstable.</param>
public readonly record struct FixedPoint(double Q, double Slope)
{
    public bool IsStable => Slope < 1;

    /// <summary>ξ_q = −1 / ln Slope, the number of layers over which a distance from q* shrinks by a factor of e; infinite for slope 1, NaN
    /// if the distance grows.</summary>
    public double Depth => DepthScale.Of(Slope);
}
