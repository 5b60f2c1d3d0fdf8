namespace Experiments.Signal.Predict;

/// <summary>Computes the number of layers over which a quantity shrinks by a factor of e.</summary>
public static class DepthScale
{
    // χ is computed to about 1e-10, so a value closer to 1 counts as critical.
    private const double Unresolved = 1e-9;

    /// <summary>Computes ξ = −1 / ln factor for a factor per layer; infinite for 1, NaN above 1, 0 for 0. Schoenholz, Gilmer, Ganguli and
    /// Sohl-Dickstein, Deep information propagation, 2017.</summary>
    public static double Of(double factor)
    {
        if (Math.Abs(factor - 1) < Unresolved)
            return double.PositiveInfinity;
        return factor > 1 ? double.NaN : -1 / Math.Log(Math.Max(factor, 0));
    }
}
