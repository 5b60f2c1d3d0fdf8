namespace Experiments.Statistics;

/// <summary>One step of a <see cref="KaplanMeier"/> curve.</summary>
/// <param name="AtRisk">nᵢ, the number of observations at risk just before this time.</param>
/// <param name="Events">dᵢ, the number of events.</param>
/// <param name="Share">S(t) from this time on.</param>
/// <param name="GreenwoodSum">Σ dᵢ / (nᵢ(nᵢ − dᵢ)) up to this time; infinite if S is 0.</param>
public sealed record SurvivalStep(double Time, int AtRisk, int Events, double Share, double GreenwoodSum)
{
    /// <summary>Computes the log-log bounds of S(t): S^exp(± z √(sum) / log S).</summary>
    /// <param name="z">Number of standard errors.</param>
    public (double Low, double High) Bounds(double z)
    {
        if (Share <= 0 || Share >= 1)
            return (Share, Share);
        var reach = z * Math.Sqrt(GreenwoodSum) / Math.Log(Share);
        return (Math.Pow(Share, Math.Exp(-reach)), Math.Pow(Share, Math.Exp(reach)));
    }
}
