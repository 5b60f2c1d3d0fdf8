using MathNet.Numerics.Distributions;

namespace Experiments.Statistics;

/// <summary>The log-rank test (Mantel 1966): whether two groups take equally long, censored observations included.</summary>
public static class LogRank
{
    /// <summary>
    /// Two-sided p: with O − E = Σ (d₁ᵢ − dᵢ n₁ᵢ / nᵢ) over all event times and V the sum of the hypergeometric variances,
    /// (O − E)² / V is χ² with one degree of freedom. An approximation for large groups.
    /// </summary>
    /// <returns>Null if a group is empty, or no event had both groups waiting.</returns>
    public static double? PValue(IReadOnlyList<Waiting> group, IReadOnlyList<Waiting> other)
    {
        if (group.Count == 0 || other.Count == 0)
            return null;
        var (excess, variance) = (0.0, 0.0);
        foreach (var time in group.Concat(other).Where(observation => observation.Happened).Select(observation => observation.Time)
            .Distinct())
        {
            double own = AtRisk(group, time), all = own + AtRisk(other, time);
            double events = Events(group, time) + Events(other, time);
            excess += Events(group, time) - (events * own / all);
            if (all > 1)
                variance += events * (own / all) * (1 - (own / all)) * (all - events) / (all - 1);
        }
        return variance > 0 ? 1 - ChiSquared.CDF(1, excess * excess / variance) : null;
    }

    private static int AtRisk(IReadOnlyList<Waiting> group, double time) => group.Count(observation => observation.Time >= time);

    private static int Events(IReadOnlyList<Waiting> group, double time) =>
        group.Count(observation => observation.Happened && observation.Time == time);
}
