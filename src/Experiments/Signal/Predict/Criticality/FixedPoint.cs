namespace Experiments.Signal.Predict;

/// <summary>A length that the layers of an infinitely wide network leave unchanged.</summary>
/// <param name="Q">q*, the variance of pre-activations.</param>
/// <param name="Slope">Derivative of the length map there: below 1 nearby lengths are drawn to
/// the point, above 1 they are driven away.</param>
public readonly record struct FixedPoint(double Q, double Slope)
{
    public bool IsStable => Slope < 1;

    /// <summary>ξ_q = −1 / ln Slope: over how many layers a distance from q* shrinks by e.
    /// Infinite at slope 1, NaN where it grows.</summary>
    public double Depth => DepthScale.Of(Slope);
}
