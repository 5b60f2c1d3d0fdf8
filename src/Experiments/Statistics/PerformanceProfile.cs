namespace Experiments.Statistics;

/// <summary>
/// The share of runs that are better than a threshold, as the threshold moves: it shows the whole distribution, where a mean shows one number
/// of it (Dolan and Moré 2002; over runs, as in Agarwal et al. 2021). Where one policy's profile lies above another's everywhere, it
/// is better in every quantile.
/// </summary>
public static class PerformanceProfile
{
    /// <summary>P(x ≥ τ) for each threshold τ: ascending in x, so greater is better.</summary>
    /// <param name="values">One value a run; −∞ stands for a run that is worse than every threshold. At least one.</param>
    /// <param name="thresholds">τ, in any order.</param>
    public static IReadOnlyList<double> Of(IReadOnlyList<double> values, IReadOnlyList<double> thresholds)
    {
        if (values.Count == 0)
            throw new ArgumentException("A profile needs at least one run.", nameof(values));
        return [.. thresholds.Select(threshold => values.Count(value => value >= threshold) / (double)values.Count)];
    }
}
