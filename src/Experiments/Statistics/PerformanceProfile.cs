namespace Experiments.Statistics;

/// <summary>
/// Share of runs that are at least as good as a threshold, as a function of the threshold. The profile shows the whole distribution of the
/// runs (Dolan and Moré 2002; over runs as in Agarwal et al. 2021). If the profile of one policy is above the profile of a second policy
/// everywhere, the first policy is better in every quantile.
/// </summary>
public static class PerformanceProfile
{
    /// <summary>Computes P(x ≥ τ) for each threshold τ; greater values are better.</summary>
    /// <param name="values">One value per run, at least one. A run with −∞ is worse than every threshold.</param>
    /// <param name="thresholds">τ, in any order.</param>
    public static IReadOnlyList<double> Of(IReadOnlyList<double> values, IReadOnlyList<double> thresholds)
    {
        if (values.Count == 0)
            throw new ArgumentException("A profile needs at least one run.", nameof(values));
        return [.. thresholds.Select(threshold => values.Count(value => value >= threshold) / (double)values.Count)];
    }
}
