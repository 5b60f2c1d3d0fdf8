namespace Experiments.Signal.Predict;

/// <summary>A variance of the pre-activations that is the same after every layer of an infinitely wide network.</summary>
/// <param name="Q">q*, the variance of the pre-activations.</param>
/// <param name="Slope">Derivative at q* of the map from the variance of one layer to the variance of the next layer. The fixed point is
/// stable if the derivative is below 1, and unstable if it is above 1.</param>
public readonly record struct FixedPoint(double Q, double Slope)
{
    public bool IsStable => Slope < 1;

    /// <summary>ξ_q = −1 / ln Slope, the number of layers over which a distance from q* shrinks by a factor of e; infinite for a slope of
    /// 1, NaN if the distance grows.</summary>
    public double Depth => DepthScale.Of(Slope);
}
