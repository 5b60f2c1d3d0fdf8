namespace Experiments.Signal.Predict;

/// <summary>Computes the number of layers over which a quantity shrinks by a factor of e.</summary>
public static class DepthScale
{
    // The numerical error of χ is about 1e-10. A network counts as critical if χ differs from 1 by less than this constant.
    private const double Unresolved = 1e-9;

    /// <summary>Computes ξ = −1 / ln factor for a factor per layer. The result is infinite for the factor 1, NaN for a factor above 1, and
    /// 0 for the factor 0. Schoenholz, Gilmer, Ganguli and Sohl-Dickstein, Deep information propagation, 2017.</summary>
    public static double Of(double factor)
    {
        if (Math.Abs(factor - 1) < Unresolved)
            return double.PositiveInfinity;
        return factor > 1 ? double.NaN : -1 / Math.Log(Math.Max(factor, 0));
    }
}
