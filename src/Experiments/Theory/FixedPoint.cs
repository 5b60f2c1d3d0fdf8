namespace Experiments.Theory;

/// <summary>A length that the layers of an infinitely wide network leave as it is.</summary>
/// <param name="Q">q*, the variance of pre-activations.</param>
/// <param name="Slope">The length map's derivative there: below 1 the lengths near it are drawn to it, above 1 they are driven away.</param>
public readonly record struct FixedPoint(double Q, double Slope)
{
    /// <summary>Whether lengths near it are drawn to it.</summary>
    public bool IsStable => Slope < 1;

    /// <summary>ξ_q = −1 / ln Slope: over how many layers a distance from q* shrinks by e. Infinite at slope 1, NaN where it grows.</summary>
    public double Depth => DepthScale.Of(Slope);
}
