using MathNet.Numerics.Distributions;

namespace Experiments.Statistics;

/// <summary>Log-rank test (Mantel 1966) of the hypothesis that two groups have equal waiting times; censoring is allowed.</summary>
public static class LogRank
{
    /// <summary>
    /// Computes the two-sided p. With O − E = Σ (d₁ᵢ − dᵢ n₁ᵢ / nᵢ) over all event times and V the sum of the hypergeometric variances,
    /// (O − E)² / V has a χ² distribution with one degree of freedom. The χ² distribution is an approximation for large groups.
    /// </summary>
    /// <returns>The p-value; null if a group is empty, or if no event happens while both groups have observations at risk.</returns>
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
