namespace Experiments.Statistics;

/// <summary>Summary of a sample, in the unit of its values. A number is null, never NaN, if the sample is too small for it.</summary>
/// <param name="Count">n.</param>
/// <param name="Mean">x̄ = Σx / n; null for n = 0.</param>
/// <param name="StandardDeviation">s = √(Σ(x − x̄)² / (n − 1)); null for n &lt; 2.</param>
/// <param name="Median">The middle value, or the mean of the two middle values; null for n = 0.</param>
/// <param name="InterquartileMean">
/// Mean of the values that remain after cutting ⌊n/4⌋ values at each end, as in <c>scipy.stats.trim_mean(x, 0.25)</c> (Agarwal et al., Deep
/// Reinforcement Learning at the Edge of the Statistical Precipice, 2021); null for n = 0.
/// </param>
/// <param name="Minimum">Null for n = 0.</param>
/// <param name="Maximum">Null for n = 0.</param>
public sealed record SampleSummary(
    int Count, double? Mean, double? StandardDeviation, double? Median, double? InterquartileMean, double? Minimum, double? Maximum)
{
    /// <summary>Summarises finite values, in any order.</summary>
    /// <exception cref="ArgumentException">A value is not finite.</exception>
    public static SampleSummary Of(IReadOnlyList<double> values)
    {
        Sample.ThrowIfNotFinite(values);
        if (values.Count == 0)
            return new SampleSummary(0, null, null, null, null, null, null);
        var sorted = values.Order().ToArray();
        return new SampleSummary(
            sorted.Length, Sample.Mean(sorted), Sample.StandardDeviation(sorted), Sample.Quantile(sorted, 0.5),
            Sample.InterquartileMean(sorted), sorted[0], sorted[^1]);
    }
}
