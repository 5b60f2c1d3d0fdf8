namespace Experiments.Signal.Predict;

/// <summary>Number of layers over which a quantity shrinks by a factor of e.</summary>
public static class DepthScale
{
    // χ is computed to about 1e-10: closer to 1 it can't be told from criticality.
    private const double Unresolved = 1e-9;

    /// <summary>ξ = −1 / ln factor for a factor a layer; infinite at 1, NaN above it, 0 at 0. Schoenholz, Gilmer, Ganguli and
    /// Sohl-Dickstein, Deep information propagation, 2017.</summary>
    public static double Of(double factor)
    {
        if (Math.Abs(factor - 1) < Unresolved)
            return double.PositiveInfinity;
        return factor > 1 ? double.NaN : -1 / Math.Log(Math.Max(factor, 0));
    }
}
